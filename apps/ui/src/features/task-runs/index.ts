// task runs: what other features may use.
export { taskRunCountQuery, useTaskRunNames } from './queries.ts';
export { TaskRunsOfRun } from './task-runs-of-run.tsx';
