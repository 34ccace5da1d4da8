// sdk: flows and tasks as plain functions.

export * from './errors.ts';
export { type AnyFlow, type Flow, flow, isFlow } from './flows/flow.ts';
export type { FlowOptions } from './flows/flow-definition.ts';
export { getLogger, type Logger } from './logs/logger.ts';
export type { ParameterSchema } from './parameters/parameter-schema.ts';
export type { StandardSchema } from './parameters/standard-schema.ts';
export type { Hook, Hooks } from './runs/hooks.ts';
export { type FlowRunContext, flowRunContext, type TaskRunContext, taskRunContext } from './runs/run-context.ts';
export { type EmbeddedServer, registerEmbeddedServer, type StartEmbeddedServer } from './session/embedded-server.ts';
export { RunState } from './states/run-state.ts';
export { exponentialBackoff, type RetryDelay } from './tasks/retry-delays.ts';
export { type MapOptions, type Task, task, type Unmapped, unmapped } from './tasks/task.ts';
export type { TaskOptions } from './tasks/task-definition.ts';
export { TaskFuture, TaskFutures } from './tasks/task-future.ts';
