// sdk: which run the code that asks belongs to, carried along by AsyncLocalStorage.
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Logger } from '../logs/logger.ts';
import type { Session } from '../session/session.ts';
import type { TaskFuture } from '../tasks/task-future.ts';

/** What stays the same for the whole of a flow run. */
export interface FlowRunInfo {
  readonly id: string;
  readonly name: string;
  readonly flowId: string;
  readonly flowName: string;
  /** Null for a run that no deployment started. */
  readonly deploymentId: string | null;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  /** When the run was to start; null when it was never scheduled. */
  readonly scheduledStartTime: Date | null;
}

/** The flow run that the calling code belongs to. */
export interface FlowRunContext extends FlowRunInfo {
  /** How often the run has started: 1 at first, 2 in its first retry. */
  readonly runCount: number;
  /** Aborts when the run is cancelled, times out, or its process is told to end. Pass it on to whatever takes long. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** The task run that the calling code belongs to. */
export interface TaskRunContext {
  readonly id: string;
  readonly name: string;
  readonly taskName: string;
  readonly flowRunId: string;
  readonly tags: readonly string[];
  /** How often the task has started in this run: 1 at first, 2 in its first retry. */
  readonly runCount: number;
  /** Aborts when the flow run ends before its time, or this task exceeds its timeout. */
  readonly signal: AbortSignal;
  readonly logger: Logger;
}

/** A flow run while its function runs: what its tasks and child flows need from it. */
export interface ActiveFlowRun {
  readonly session: Session;
  readonly context: FlowRunContext;
  readonly logPrints: boolean;
  /** How often each task or child flow was started, for keys and names. */
  readonly counts: Map<string, number>;
  /** Everything submitted, so that the flow ends after it. */
  readonly submitted: Set<TaskFuture<unknown>>;
  /** Which task run a value came from, so that passing it on shows as a dependency. */
  readonly origins: WeakMap<object, string>;
}

export interface ActiveRun {
  readonly flow: ActiveFlowRun;
  readonly task: TaskRunContext | null;
}

// One for all copies of this package in a process: the command line may bring another one than the flow's own project.
const STORAGE: unique symbol = Symbol.for('signalbox.run');
// The edge of the types: the global object holds what is put there.
const shared = globalThis as typeof globalThis & { [STORAGE]?: AsyncLocalStorage<ActiveRun> };
shared[STORAGE] ??= new AsyncLocalStorage<ActiveRun>();
const storage = shared[STORAGE];

export const activeRun = (): ActiveRun | undefined => storage.getStore();

export const inRun = <Result>(run: ActiveRun, work: () => Result): Result => storage.run(run, work);

/** The flow run that this code belongs to; undefined outside of one. */
export const flowRunContext = (): FlowRunContext | undefined => storage.getStore()?.flow.context;

/** The task run that this code belongs to; undefined outside of one. */
export const taskRunContext = (): TaskRunContext | undefined => storage.getStore()?.task ?? undefined;
