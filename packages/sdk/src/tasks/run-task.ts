// sdk: runs a task within a flow run: its states from Pending to the end, its tries, its result.

import { wait } from '@signalbox/client';
import { secondsFromNow } from '../clock.ts';
import { ProcessEndedError, RunCancelledError, UpstreamFailedError } from '../errors.ts';
import { errorText } from '../logs/error-text.ts';
import { loggerOf } from '../logs/logger.ts';
import { persistResult } from '../results/persist-result.ts';
import { endingError, stateFromError, untilAborted, withTimeout } from '../runs/abort.ts';
import { callHooks } from '../runs/hooks.ts';
import { type ActiveFlowRun, type ActiveRun, inRun, type TaskRunContext } from '../runs/run-context.ts';
import { type Outcome, RunState } from '../states/run-state.ts';
import type { ProposedState } from '../wire.ts';
import { readyArguments, taskRunName } from './ready-arguments.ts';
import { retryDelaySeconds } from './retry-delays.ts';
import type { TaskDefinition } from './task-definition.ts';
import { TaskRunRecord } from './task-run-record.ts';

/** A task run that the server knows of as Pending, and how to go on with it. */
export interface PendingTaskRun {
  readonly id: string;
  readonly run: () => Promise<RunState>;
}

/** Announces the run and answers how to run it. */
export function beginTaskRun(definition: TaskDefinition, args: readonly unknown[], from: ActiveRun): PendingTaskRun {
  const record = new TaskRunRecord(definition, args, from);
  record.take({ type: 'PENDING', name: 'Pending' });
  return { id: record.facts.id, run: () => runTask(definition, args, from.flow, record) };
}

async function runTask(
  definition: TaskDefinition,
  given: readonly unknown[],
  flow: ActiveFlowRun,
  record: TaskRunRecord,
): Promise<RunState> {
  const logger = () =>
    loggerOf({
      sender: flow.session.logs,
      runName: record.facts.name,
      name: 'signalbox.task_runs',
      flowRunId: flow.context.id,
      taskRunId: record.facts.id,
    });
  const end = (state: ProposedState, outcome: Outcome<unknown>): RunState => {
    const taken = record.take(state);
    if (state.type !== 'COMPLETED') logger().error('Ended %s. %s', state.name, state.message ?? '');
    else logger().info('Finished in state %s', state.name);
    return new RunState(taken, outcome);
  };

  let args: unknown[];
  try {
    args = await readyArguments(definition, given);
    record.facts.name = taskRunName(definition, args) ?? record.facts.name;
  } catch (error) {
    return end(
      error instanceof UpstreamFailedError
        ? { type: 'PENDING', name: 'NotReady', message: error.message }
        : stateFromError('Task run', error, flow.context.signal),
      { kind: 'error', error },
    );
  }

  for (;;) {
    const attempt = await tryTask(definition, args, flow, record, logger());
    if (attempt.kind === 'ended') {
      const state = end(attempt.state, attempt.outcome);
      await callHooks(definition.options, attempt.context, state);
      if (attempt.outcome.kind === 'value') rememberOrigin(flow, attempt.outcome.value, record.facts.id);
      return state;
    }
    record.take({
      type: 'SCHEDULED',
      name: 'AwaitingRetry',
      message: attempt.message,
      details: { scheduled_time: secondsFromNow(attempt.delaySeconds) },
    });
    logger().info(
      '%s Try %d of %d follows in %d s.',
      attempt.message,
      record.facts.run_count + 1,
      (definition.options.retries ?? 0) + 1,
      attempt.delaySeconds,
    );
    await wait(attempt.delaySeconds, flow.context.signal).catch(() => {});
  }
}

type Attempt =
  | { readonly kind: 'again'; readonly message: string; readonly delaySeconds: number }
  | {
      readonly kind: 'ended';
      readonly state: ProposedState;
      readonly outcome: Outcome<unknown>;
      readonly context: TaskRunContext;
    };

async function tryTask(
  definition: TaskDefinition,
  args: readonly unknown[],
  flow: ActiveFlowRun,
  record: TaskRunRecord,
  logger: TaskRunContext['logger'],
): Promise<Attempt> {
  const { options } = definition;
  const timeout = withTimeout(`Task run '${record.facts.name}'`, flow.context.signal, options.timeoutSeconds);
  const context = (): TaskRunContext => ({
    id: record.facts.id,
    name: record.facts.name,
    taskName: options.name,
    flowRunId: flow.context.id,
    tags: record.facts.tags,
    runCount: record.facts.run_count,
    signal: timeout.signal,
    logger,
  });
  try {
    flow.context.signal.throwIfAborted();
    const running = record.take({ type: 'RUNNING', name: record.facts.run_count === 0 ? 'Running' : 'Retrying' });
    await callHooks(options, context(), new RunState(running, { kind: 'none' }));
    const call = inRun({ flow, task: context() }, async () => definition.fn(...args));
    const value = await untilAborted(call, timeout.signal);
    const data = options.persistResult === true ? await persistResult(value) : null;
    return {
      kind: 'ended',
      state: { type: 'COMPLETED', name: 'Completed', data },
      outcome: { kind: 'value', value },
      context: context(),
    };
  } catch (error) {
    const state = stateFromError('Task run', error, timeout.signal);
    if (!isInterrupted(error)) logger.error(errorText(error));
    const retry = record.facts.run_count;
    const isRetried =
      state.type === 'FAILED' &&
      !flow.context.signal.aborted &&
      retry <= (options.retries ?? 0) &&
      (await wantsRetry(options.retryCondition, error, retry, logger));
    if (isRetried) {
      const delaySeconds = retryDelaySeconds(
        options.retryDelaySeconds ?? 0,
        options.retryJitterFactor ?? null,
        retry,
        Math.random(),
      );
      return { kind: 'again', message: state.message ?? '', delaySeconds };
    }
    return {
      kind: 'ended',
      state: { ...state, details: { retriable: false } },
      outcome: { kind: 'error', error: endingError(error, timeout.signal) },
      context: context(),
    };
  } finally {
    timeout.clear();
  }
}

const isInterrupted = (error: unknown): boolean =>
  error instanceof RunCancelledError || error instanceof ProcessEndedError;

async function wantsRetry(
  condition: TaskDefinition['options']['retryCondition'],
  error: unknown,
  failures: number,
  logger: TaskRunContext['logger'],
): Promise<boolean> {
  if (condition === undefined) return true;
  try {
    return await condition(error, { failures });
  } catch (failure) {
    logger.error('The retry condition failed, so there is no further try: %s', failure);
    return false;
  }
}

function rememberOrigin(flow: ActiveFlowRun, value: unknown, taskRunId: string): void {
  if (typeof value === 'object' && value !== null) flow.origins.set(value, taskRunId);
}
