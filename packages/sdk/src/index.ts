// sdk: flows and tasks as plain functions.

export {
  type ArtifactOptions,
  createLinkArtifact,
  createMarkdownArtifact,
  createProgressArtifact,
  createTableArtifact,
  type ProgressArtifact,
} from './artifacts/artifacts.ts';
export { Secret } from './blocks/secret.ts';
export {
  type ConcurrencyOptions,
  NoSlotError,
  SlotsLostError,
  withConcurrency,
} from './concurrency-limits/with-concurrency.ts';
export { type DeploymentRun, type RunDeploymentOptions, runDeployment } from './deployments/run-deployment.ts';
export { type ServeSettings, serve } from './deployments/serve.ts';
export type { Schedule, ServedDeployment, ServeOptions } from './deployments/served-deployment.ts';
export * from './errors.ts';
export { type AnyFlow, isFlow } from './flows/any-flow.ts';
export { type ExecuteOptions, executeFlowRun, type RunToLoad } from './flows/execute-flow-run.ts';
export { type Flow, flow } from './flows/flow.ts';
export type { FlowOptions } from './flows/flow-definition.ts';
export { entrypointFrom, loadEntrypoint } from './flows/load-entrypoint.ts';
export { getLogger, type Logger } from './logs/logger.ts';
export type { ParameterSchema } from './parameters/parameter-schema.ts';
export type { StandardSchema } from './parameters/standard-schema.ts';
export { isResultRecord, type ResultRecord, readResult } from './results/persist-result.ts';
export type { Hook, Hooks } from './runs/hooks.ts';
export { type FlowRunContext, flowRunContext, type TaskRunContext, taskRunContext } from './runs/run-context.ts';
export { type EmbeddedServer, registerEmbeddedServer, type StartEmbeddedServer } from './session/embedded-server.ts';
export { RunState } from './states/run-state.ts';
export { exponentialBackoff, type RetryDelay } from './tasks/retry-delays.ts';
export { type MapOptions, type Task, task, type Unmapped, unmapped } from './tasks/task.ts';
export type { TaskOptions } from './tasks/task-definition.ts';
export { TaskFuture, TaskFutures } from './tasks/task-future.ts';
export { Variable, type VariableValue } from './variables/variable.ts';
