// ecs: flow runs as tasks of Amazon ECS.

export { type EcsInfrastructure, ecsInfrastructure } from './ecs-infrastructure.ts';
