// deploy: the bodies that make and change a deployment.
import type { CallInput } from '@signalbox/client';
import type { routes, VersionInfo } from '@signalbox/contract';
import { isCron, isInterval, type Schedule } from '@signalbox/core';
import type { FlowDescription } from '../entrypoints/flow-description.ts';
import type { DeclaredDeployment, DeclaredSchedule } from '../manifest/manifest.ts';

type CreateBody = CallInput<typeof routes.deployments.create>['body'];

/** A deployment that was checked, with what was learned of its flow. */
export interface ReadyDeployment {
  readonly declared: DeclaredDeployment;
  readonly flow: FlowDescription;
  readonly version_info: VersionInfo;
  /** Of the flow's file and of what it imports: see `codeHash`. */
  readonly code_hash: string;
  /** Where the manifest is; flows without pull steps run there. */
  readonly directory: string;
}

/** Without a time zone the server chooses: none for cron, UTC for the others. */
function wireSchedule(schedule: Schedule) {
  const zone = schedule.timezone === null ? {} : { timezone: schedule.timezone };
  if (isCron(schedule)) return { cron: schedule.cron, day_or: schedule.day_or, ...zone };
  if (!isInterval(schedule)) return { rrule: schedule.rrule, ...zone };
  const anchor = schedule.anchor_date === undefined ? {} : { anchor_date: schedule.anchor_date };
  return { interval: schedule.interval, ...anchor, ...zone };
}

const scheduleBody = ({ schedule, active, slug, parameters }: DeclaredSchedule) => ({
  schedule: wireSchedule(schedule),
  ...(active === undefined ? {} : { active }),
  ...(slug === undefined ? {} : { slug }),
  ...(parameters === undefined ? {} : { parameters }),
});

/** What both bodies say. */
function commonBody({ declared, flow, version_info, directory }: ReadyDeployment) {
  const { concurrency, work_pool } = declared;
  const { collision_strategy = 'ENQUEUE', grace_period_seconds } = concurrency ?? {};
  const hasOptions = concurrency?.collision_strategy !== undefined || grace_period_seconds !== undefined;
  return {
    version: version_info.version,
    version_info,
    description: declared.description ?? flow.description,
    parameters: declared.parameters,
    paused: declared.paused,
    concurrency_limit: concurrency?.limit ?? null,
    concurrency_options: hasOptions
      ? { collision_strategy, ...(grace_period_seconds === undefined ? {} : { grace_period_seconds }) }
      : null,
    tags: [...declared.tags],
    work_queue_name: work_pool.work_queue_name,
    work_pool_name: work_pool.name,
    job_variables: work_pool.job_variables,
    entrypoint: declared.entrypoint,
    parameter_openapi_schema: flow.parameter_openapi_schema,
    pull_steps: [...(declared.pull ?? [{ 'prefect.deployments.steps.set_working_directory': { directory } }])],
  };
}

/** @param flow_id of a flow that is there, or what will take its place */
export function createBody<Flow extends string | null>(
  ready: ReadyDeployment,
  flow_id: Flow,
): Omit<CreateBody, 'flow_id'> & { readonly flow_id: Flow } {
  return {
    ...commonBody(ready),
    name: ready.declared.name,
    flow_id,
    schedules: (ready.declared.schedules ?? []).map(scheduleBody),
    enforce_parameter_schema: ready.declared.enforce_parameter_schema ?? true,
  };
}
