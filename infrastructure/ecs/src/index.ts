// ecs: flow runs as tasks of Amazon ECS.

export { type EcsInfrastructure, type EcsOptions, ecsInfrastructure } from './ecs-infrastructure.ts';
