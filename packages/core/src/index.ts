// core: the pure rules, for everyone above.

export * from './events/event-matches.ts';
export * from './ids/new-id.ts';
export * from './infrastructure/infrastructure.ts';
export * from './job-templates/apply-variables.ts';
export * from './job-templates/job-configuration.ts';
export * from './job-templates/job-template-error.ts';
export { fillPlaceholders, type JsonObject, type Placeholder } from './job-templates/placeholder.ts';
export * from './job-templates/references.ts';
export * from './job-templates/work-pool-type.ts';
export * from './job-templates/work-pool-types.ts';
export * from './parameters/parameter-issues.ts';
export * from './schedules/next-occurrences.ts';
export * from './schedules/schedule.ts';
export * from './schedules/schedule-error.ts';
export * from './schedules/validate-schedule.ts';
export * from './states/new-state.ts';
export * from './states/state-properties.ts';
export * from './time/timestamp.ts';
export * from './transitions/client.ts';
export * from './transitions/decide.ts';
export * from './transitions/flow-run-policy.ts';
export * from './transitions/late-flow-run-policy.ts';
export * from './transitions/minimal-flow-run-policy.ts';
export * from './transitions/orchestration-result.ts';
export * from './transitions/rule.ts';
export * from './transitions/settle-run.ts';
export * from './transitions/task-run-policy.ts';
