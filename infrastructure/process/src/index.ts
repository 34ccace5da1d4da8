// process: flow runs as processes of the worker's machine.

export { ProcessGroupAliveError } from './process-group.ts';
export { type ProcessInfrastructureOptions, processInfrastructure } from './process-infrastructure.ts';
export { processStart } from './process-start.ts';
export type { Assignment, StandbyOptions } from './standby.ts';
