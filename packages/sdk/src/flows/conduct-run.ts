// sdk: takes a flow run from Pending to its end: its tries, its states, what it returns.
import { wait } from '@signalbox/client';
import type { State } from '@signalbox/contract';
import { messageOf, RunCancelledError, RunRefusedError, UnobservedFailureError } from '../errors.ts';
import { captureConsole } from '../logs/capture-console.ts';
import { loggerOf } from '../logs/logger.ts';
import { persistResult } from '../results/persist-result.ts';
import { endingError, stateFromError, untilAborted, withTimeout } from '../runs/abort.ts';
import { callHooks } from '../runs/hooks.ts';
import { keepLease, type LeaseKeeper, type TakenLease } from '../runs/lease-keeper.ts';
import { proposeAsHolder } from '../runs/propose-state.ts';
import { type ActiveFlowRun, type FlowRunContext, type FlowRunInfo, inRun } from '../runs/run-context.ts';
import { watchCancellation } from '../runs/watch-cancellation.ts';
import type { Session } from '../session/session.ts';
import { RunState } from '../states/run-state.ts';
import { resolveFutures } from '../tasks/resolve-futures.ts';
import { type Ending, endRun, stateParts } from './end-run.ts';
import type { FlowDefinition } from './flow-definition.ts';

export interface RunToConduct {
  readonly session: Session;
  readonly definition: FlowDefinition;
  readonly info: FlowRunInfo;
  /** How often the run has started before. */
  readonly runCount: number;
  /** A lease that was taken for this process; null to claim one. */
  readonly lease: TakenLease | null;
  /** Ends the run before its time. */
  readonly controller: AbortController;
  /** The signal of the run around this one. */
  readonly outer: AbortSignal | undefined;
  /** The parameters as the function gets them; throws when they are not valid. */
  readonly parameters: () => Promise<unknown>;
}

/** Runs the flow and answers the state it ended in. Throws only for what keeps the run from beginning or being reported. */
export async function conductRun(run: RunToConduct): Promise<RunState> {
  const { session, definition, info, controller } = run;
  const logger = loggerOf({
    sender: session.logs,
    runName: info.name,
    name: 'signalbox.flow_runs',
    flowRunId: info.id,
    taskRunId: null,
  });
  const signal = run.outer === undefined ? controller.signal : AbortSignal.any([controller.signal, run.outer]);
  const cancel = () => controller.abort(new RunCancelledError(`Flow run '${info.name}'`));
  const keeper = await keepLease(session, info, run.lease, (error) => controller.abort(error));
  const stopWatching = watchCancellation(session.client, info.id, logger, cancel);
  try {
    for (let runCount = run.runCount + 1; ; runCount += 1) {
      const context: FlowRunContext = { ...info, runCount, signal, logger };
      const ending = await tryFlow(run, context, keeper);
      const ended = await endRun({ session, definition, context, keeper }, ending);
      if (ended.kind === 'ended') return ended.state;
      await untilScheduled(ended.scheduled, signal);
    }
  } finally {
    keeper.stop();
    stopWatching();
  }
}

async function untilScheduled(state: State, signal: AbortSignal): Promise<void> {
  const { scheduled_time } = state.state_details;
  const seconds = scheduled_time === null ? 0 : (Date.parse(scheduled_time) - Date.now()) / 1000;
  // An abort shows at the next try, which then ends at once.
  await wait(Math.max(0, seconds), signal).catch(() => {});
}

async function tryFlow(run: RunToConduct, context: FlowRunContext, keeper: LeaseKeeper): Promise<Ending> {
  const { definition, session } = run;
  const { options } = definition;
  const timeout = withTimeout(`Flow run '${context.name}'`, context.signal, options.timeoutSeconds);
  const inside: FlowRunContext = { ...context, signal: timeout.signal };
  const active: ActiveFlowRun = {
    session,
    context: inside,
    logPrints: options.logPrints === true,
    counts: new Map(),
    submitted: new Set(),
    origins: new WeakMap(),
  };
  try {
    const parameters = await run.parameters();
    timeout.signal.throwIfAborted();
    const running = await begin(run, context, keeper);
    context.logger.info('Began run %d of flow %s', context.runCount, context.flowName);
    await callHooks(options, inside, new RunState(stateParts(running), { kind: 'none' }));
    if (active.logPrints) captureConsole();
    const call = inRun({ flow: active, task: null }, async () => callAndWait(definition, parameters, active));
    const value = await untilAborted(call, timeout.signal);
    if (context.signal.aborted && context.signal.reason instanceof RunCancelledError) throw context.signal.reason;
    const data = options.persistResult === true ? await persistResult(value) : null;
    return { state: { type: 'COMPLETED', name: 'Completed', data }, outcome: { kind: 'value', value } };
  } catch (error) {
    if (error instanceof RunRefusedError) throw error;
    return {
      state: stateFromError('Flow run', error, timeout.signal),
      outcome: { kind: 'error', error: endingError(error, timeout.signal) },
    };
  } finally {
    timeout.clear();
  }
}

/** Asks to be Running; throws when the run is not to begin. */
async function begin(run: RunToConduct, context: FlowRunContext, keeper: LeaseKeeper): Promise<State> {
  const { session, info } = run;
  const verdict = await proposeAsHolder(session, info.id, { type: 'RUNNING', name: 'Running' }, keeper, context.signal);
  if (verdict.kind === 'taken') return verdict.state;
  // The edge of the types: `info.id` came from the server, whose answer is read here again.
  const now =
    verdict.kind === 'instead'
      ? verdict.state.type
      : (await session.client.flow_runs.read({ params: { id: info.id as never } })).state_type;
  if (now === 'CANCELLING') throw new RunCancelledError(`Flow run '${info.name}'`);
  throw new RunRefusedError(`The server does not let flow run '${info.name}' begin; it is ${now}. ${verdict.reason}`);
}

async function callAndWait(definition: FlowDefinition, parameters: unknown, active: ActiveFlowRun): Promise<unknown> {
  try {
    return await resolveFutures(await definition.fn(parameters, active.context));
  } finally {
    await waitForSubmitted(active);
  }
}

/** The run ends after everything it submitted; a failure that nobody asked about is not passed over. */
async function waitForSubmitted(active: ActiveFlowRun): Promise<void> {
  const unobserved: string[] = [];
  let cause: unknown;
  for (const future of active.submitted) {
    const { state, observed } = await future.settled();
    if (observed || state.isCompleted) continue;
    unobserved.push(future.taskName);
    cause ??= state.error;
  }
  if (unobserved.length === 0) return;
  throw new UnobservedFailureError(
    `Submitted tasks failed and the flow never asked for their results: ${unobserved.join(', ')}. ${messageOf(cause)}`,
    { cause },
  );
}
