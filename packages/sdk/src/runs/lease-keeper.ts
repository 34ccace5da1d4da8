// sdk: keeps a flow run ours while it runs: renews its lease on a Signalbox server, gives signs of life on a Prefect server.
import { hostname } from 'node:os';
import { ConflictError, GoneError } from '@signalbox/client';
import type { FENCING_NUMBER_HEADER, FlowRunId } from '@signalbox/contract';
import { newId, now } from '../clock.ts';
import { LeaseLostError, messageOf, RunRefusedError } from '../errors.ts';
import type { Session } from '../session/session.ts';
import type { FlowRunInfo } from './run-context.ts';

/** The type holds this to the contract's constant, without loading the contract. */
const HEADER: typeof FENCING_NUMBER_HEADER = 'signalbox-fencing-number';

const LEASE_SECONDS = 30;
const PREFECT_HEARTBEAT_SECONDS = 30;

/** A lease that another process, for instance a worker, took for this one. */
export interface TakenLease {
  readonly holder: string;
  readonly fencing_number: number;
}

export interface LeaseKeeper {
  /** What every change of the run's state carries. */
  readonly headers: Readonly<Record<string, string>>;
  stop(): void;
}

/** Stays the same for this process. */
const HOLDER = `${hostname()}:${process.pid}:${newId().slice(-12)}`;

/** The lease that the environment hands over to this process, once; null when there is none. */
export function leaseFromEnvironment(environment: NodeJS.ProcessEnv = process.env): TakenLease | null {
  const { SIGNALBOX_LEASE_HOLDER: holder, SIGNALBOX_FENCING_NUMBER: number } = environment;
  // Processes that the flow starts must not take themselves for holders.
  delete environment.SIGNALBOX_LEASE_HOLDER;
  delete environment.SIGNALBOX_FENCING_NUMBER;
  const fencing_number = Number(number);
  return holder && Number.isInteger(fencing_number) && fencing_number > 0 ? { holder, fencing_number } : null;
}

/** Claims the run, or takes over the lease, and keeps it. `onLost` is told when another process has it. */
export async function keepLease(
  session: Session,
  run: FlowRunInfo,
  taken: TakenLease | null,
  onLost: (error: LeaseLostError) => void,
): Promise<LeaseKeeper> {
  return (await session.hasLeases()) ? renewedLease(session, run, taken, onLost) : heartbeat(session, run);
}

function every(seconds: number, work: () => void): () => void {
  const timer = setInterval(work, seconds * 1000);
  // A run that waits for nothing any more must not be kept alive by its own signs of life.
  timer.unref();
  return () => clearInterval(timer);
}

async function claim(session: Session, id: FlowRunId): Promise<TakenLease> {
  try {
    return await session.client.flow_run_leases.claim({
      params: { id },
      body: { holder: HOLDER, duration_seconds: LEASE_SECONDS },
    });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    throw new RunRefusedError(`Flow run ${id} runs in another process already. ${error.detail}`, { cause: error });
  }
}

async function renewedLease(
  session: Session,
  run: FlowRunInfo,
  taken: TakenLease | null,
  onLost: (error: LeaseLostError) => void,
): Promise<LeaseKeeper> {
  // The edge of the types: an id that came from the server.
  const id = run.id as FlowRunId;
  const { holder, fencing_number } = taken ?? (await claim(session, id));
  const stop = every(LEASE_SECONDS / 3, () => {
    session.client.flow_run_leases
      .renew({ params: { id }, body: { holder, fencing_number, duration_seconds: LEASE_SECONDS } })
      .catch((error: unknown) => {
        if (error instanceof GoneError) {
          stop();
          onLost(new LeaseLostError(id));
        } else process.stderr.write(`signalbox: the lease on flow run ${id} was not renewed: ${messageOf(error)}\n`);
      });
  });
  return { headers: { [HEADER]: String(fencing_number) }, stop };
}

function heartbeat(session: Session, run: FlowRunInfo): LeaseKeeper {
  const beat = () =>
    session.events.emit({
      id: newId(),
      occurred: now(),
      event: 'prefect.flow-run.heartbeat',
      resource: { 'prefect.resource.id': `prefect.flow-run.${run.id}`, 'prefect.resource.name': run.name },
      related: [
        {
          'prefect.resource.id': `prefect.flow.${run.flowId}`,
          'prefect.resource.role': 'flow',
          'prefect.resource.name': run.flowName,
        },
      ],
    });
  beat();
  return { headers: {}, stop: every(PREFECT_HEARTBEAT_SECONDS, beat) };
}
