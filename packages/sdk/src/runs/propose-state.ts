// sdk: asks the server to let a flow run take a state, and says what came of it.
import { GoneError, wait } from '@signalbox/client';
import type { FlowRunId, State } from '@signalbox/contract';
import { LeaseLostError } from '../errors.ts';
import type { Session } from '../session/session.ts';
import { type ProposedState, wireState } from '../wire.ts';
import type { LeaseKeeper } from './lease-keeper.ts';

export type Verdict =
  /** The run has the state. */
  | { readonly kind: 'taken'; readonly state: State }
  /** The server gave it another one, for instance AwaitingRetry instead of Failed. */
  | { readonly kind: 'instead'; readonly state: State; readonly reason: string }
  /** The run keeps the state it has. */
  | { readonly kind: 'refused'; readonly reason: string };

export async function proposeState(
  session: Session,
  flowRunId: string,
  proposed: ProposedState,
  headers: Readonly<Record<string, string>>,
  signal?: AbortSignal,
): Promise<Verdict> {
  for (;;) {
    // With each try a new transition: the server remembers the last one.
    const { state, status, details } = await session.client.flow_runs.set_state(
      // The edge of the types: an id that came from the server.
      { params: { id: flowRunId as FlowRunId }, body: { state: wireState(proposed) } },
      { headers, ...(signal === undefined ? {} : { signal }) },
    );
    const reason = 'reason' in details ? (details.reason ?? '') : '';
    if (status === 'ACCEPT' && state !== null) return { kind: 'taken', state };
    if (status === 'REJECT' && state !== null) return { kind: 'instead', state, reason };
    if (status !== 'WAIT') return { kind: 'refused', reason };
    await wait('delay_seconds' in details ? details.delay_seconds : 1, signal);
  }
}

/** Asks as the holder of the run's lease; throws a LeaseLostError when that went to another. */
export async function proposeAsHolder(
  session: Session,
  flowRunId: string,
  proposed: ProposedState,
  keeper: LeaseKeeper,
  signal?: AbortSignal,
): Promise<Verdict> {
  try {
    return await proposeState(session, flowRunId, proposed, keeper.headers, signal);
  } catch (error) {
    if (error instanceof GoneError) throw new LeaseLostError(flowRunId);
    throw error;
  }
}
