// worker: writes to the server how a run of this worker ended.
import { randomUUID } from 'node:crypto';
import { NotFoundError } from '@signalbox/client';
import type { StateType, Uuid } from '@signalbox/contract';
import { type Exit, now } from '@signalbox/core';
import { type Claim, type ClaimedRun, releaseLease } from './claim.ts';
import { exitReport } from './exit-report.ts';
import { insistently } from './insistently.ts';
import type { WorkerContext } from './worker-context.ts';

const LOGGER_NAME = 'signalbox.worker';
const LEVELS = { info: 20, warning: 30, error: 40 } as const;

interface ReportedState {
  readonly type: StateType;
  readonly name: string;
  readonly message: string;
}

/** The name of the state that the run is in afterwards. */
async function propose(context: WorkerContext, run: ClaimedRun, claim: Claim, state: ReportedState): Promise<string> {
  const transition_id = randomUUID() as Uuid;
  const { state: current } = await insistently(
    () =>
      context.client.flow_runs.set_state(
        { params: { id: run.id }, body: { state: { ...state, state_details: { transition_id } } } },
        { headers: claim.headers },
      ),
    context,
  );
  return current?.name ?? state.name;
}

/** Writes a line of the worker into the log of the run. */
export async function logLine(
  context: WorkerContext,
  run: ClaimedRun,
  level: keyof typeof LEVELS,
  message: string,
): Promise<void> {
  const line = { name: LOGGER_NAME, level: LEVELS[level], message, timestamp: now(), flow_run_id: run.id };
  await insistently(() => context.client.logs.create({ body: [line] }), context);
}

/** The run could not be started at all. */
export async function reportNotStarted(
  context: WorkerContext,
  run: ClaimedRun,
  claim: Claim,
  reason: string,
): Promise<string> {
  const message = `The run could not be started. ${reason}`;
  await logLine(context, run, 'error', message);
  return propose(context, run, claim, { type: 'CRASHED', name: 'Crashed', message });
}

/** The process of the run is gone: reports it, if the flow has not said itself how it stands. Gives the name of its state. */
export async function reportExit(context: WorkerContext, run: ClaimedRun, claim: Claim, exit: Exit): Promise<string> {
  try {
    const current = await insistently(() => context.client.flow_runs.read({ params: { id: run.id } }), context);
    const report = exitReport(current.state_type, exit);
    if (report === null) {
      await insistently(() => releaseLease(context, run.id, claim), context);
      return current.state_name ?? 'without a state';
    }
    if (report.type === 'CRASHED')
      await logLine(
        context,
        run,
        'error',
        exit.last_output === '' ? report.message : `${report.message} Its last output:\n${exit.last_output}`,
      );
    return await propose(context, run, claim, report);
  } catch (error) {
    if (error instanceof NotFoundError) return 'deleted';
    throw error;
  }
}
