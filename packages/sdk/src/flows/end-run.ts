// sdk: reports how a try of a flow run ended, and answers whether the run is over or another try follows.
import type { State } from '@signalbox/contract';
import { LeaseLostError, RunCancelledError, RunRefusedError } from '../errors.ts';
import { errorText } from '../logs/error-text.ts';
import { callHooks } from '../runs/hooks.ts';
import type { LeaseKeeper } from '../runs/lease-keeper.ts';
import { proposeAsHolder, type Verdict } from '../runs/propose-state.ts';
import type { FlowRunContext } from '../runs/run-context.ts';
import type { Session } from '../session/session.ts';
import { type Outcome, RunState } from '../states/run-state.ts';
import type { ProposedState } from '../wire.ts';
import type { FlowDefinition } from './flow-definition.ts';

/** How a try ended, as this process sees it. */
export interface Ending {
  readonly state: ProposedState;
  readonly outcome: Outcome<unknown>;
}

export type Ended =
  | { readonly kind: 'ended'; readonly state: RunState }
  /** The server wants another try at the time that the state names. */
  | { readonly kind: 'again'; readonly scheduled: State };

interface RunToEnd {
  readonly session: Session;
  readonly definition: FlowDefinition;
  readonly context: FlowRunContext;
  readonly keeper: LeaseKeeper;
}

export const stateParts = (state: State) => ({ ...state, name: state.name ?? state.type });

/** Throws a LeaseLostError, and writes nothing, when the run is another process's by now. */
export async function endRun(run: RunToEnd, { state, outcome }: Ending): Promise<Ended> {
  const { session, context } = run;
  const lost = [context.signal.reason, outcome.kind === 'error' ? outcome.error : null].find(
    (reason) => reason instanceof LeaseLostError,
  );
  if (lost !== undefined) throw lost;
  if (outcome.kind === 'error') context.logger.error(errorText(outcome.error));
  // Who sees the run ended sees its tasks and lines too. What cannot be sent is told when the session closes.
  await Promise.all([session.events.flush().catch(() => {}), session.logs.flush()]);

  const verdict = await proposeEnd(run, state);
  if (verdict.kind === 'refused') return { kind: 'ended', state: refused(run, state, outcome, verdict.reason) };
  if (verdict.state.type === 'SCHEDULED' && state.type === 'FAILED') {
    context.logger.info('Another try follows at %s', verdict.state.state_details.scheduled_time ?? 'once');
    return { kind: 'again', scheduled: verdict.state };
  }
  const isOurs = verdict.state.type === state.type || outcome.kind === 'error';
  const ended = new RunState(stateParts(verdict.state), isOurs ? outcome : cancelled(context));
  context.logger[ended.isCompleted ? 'info' : 'error']('Finished in state %s', ended.name);
  await callHooks(run.definition.options, context, ended);
  return { kind: 'ended', state: ended };
}

/** A run that someone cancels while it ends can only be Cancelled. */
async function proposeEnd({ session, context, keeper }: RunToEnd, state: ProposedState): Promise<Verdict> {
  const verdict = await proposeAsHolder(session, context.id, state, keeper);
  if (verdict.kind !== 'instead' || verdict.state.type !== 'CANCELLING') return verdict;
  return proposeAsHolder(session, context.id, { type: 'CANCELLED', name: 'Cancelled' }, keeper);
}

const cancelled = (context: FlowRunContext): Outcome<unknown> => ({
  kind: 'error',
  error: new RunCancelledError(`Flow run '${context.name}'`),
});

function refused({ context }: RunToEnd, state: ProposedState, outcome: Outcome<unknown>, reason: string): RunState {
  const error = new RunRefusedError(
    `Flow run '${context.name}' ended ${state.name} here, but the server refuses that. ${reason}`,
    { cause: outcome.kind === 'error' ? outcome.error : undefined },
  );
  context.logger.warning(error.message);
  return new RunState({ ...state, timestamp: new Date().toISOString() }, { kind: 'error', error });
}
