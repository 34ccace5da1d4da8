// deploy: the shape of a manifest.
import { z } from 'zod';

const nothing = z.union([z.null(), z.array(z.unknown()).max(0)]);
const text = z.string().min(1);
const values = z.record(z.string(), z.unknown());

export const ScheduleShape = z.strictObject({
  cron: text.optional(),
  interval: z.number().optional(),
  rrule: text.optional(),
  timezone: z.string().nullable().optional(),
  anchor_date: z.string().nullable().optional(),
  day_or: z.boolean().nullable().optional(),
  active: z.boolean().nullable().optional(),
  slug: text.nullable().optional(),
  parameters: values.nullable().optional(),
});
export type ScheduleShape = z.output<typeof ScheduleShape>;

const ConcurrencyShape = z.union([
  z.int().gt(0),
  z.strictObject({
    limit: z.int().gt(0),
    collision_strategy: z.enum(['ENQUEUE', 'CANCEL_NEW']).nullable().optional(),
    grace_period_seconds: z.int().min(60).max(86_400).nullable().optional(),
  }),
]);

export const DeploymentShape = z.strictObject({
  name: text.regex(/^[^/%&><]+$/),
  entrypoint: text,
  description: z.string().nullable().optional(),
  version: z.string().nullable().optional(),
  tags: z.array(z.string()).nullable().optional(),
  parameters: values.nullable().optional(),
  paused: z.boolean().nullable().optional(),
  schedule: z
    .union([ScheduleShape, z.strictObject({})])
    .nullable()
    .optional(),
  schedules: z.array(ScheduleShape).nullable().optional(),
  concurrency_limit: ConcurrencyShape.nullable().optional(),
  enforce_parameter_schema: z.boolean().nullable().optional(),
  work_pool: z.strictObject({
    name: text,
    work_queue_name: text.nullable().optional(),
    job_variables: values.nullable().optional(),
  }),
  pull: z.array(values).nullable().optional(),
  build: nothing.optional(),
  push: nothing.optional(),
});
export type DeploymentShape = z.output<typeof DeploymentShape>;

export const ManifestShape = z.strictObject({
  name: z.string().nullable().optional(),
  'prefect-version': z.unknown().optional(),
  definitions: z.unknown().optional(),
  build: nothing.optional(),
  push: nothing.optional(),
  pull: z.array(values).nullable().optional(),
  deployments: z.array(DeploymentShape).min(1),
});
export type ManifestShape = z.output<typeof ManifestShape>;

/** What to write in a field, where the type alone does not say it. */
export const MENDS: Readonly<Record<string, string>> = {
  name: 'Give it a name without / % & > <',
  entrypoint: 'Write it as path/to/file.ts:flowName or path/to/file.py:function',
  version: 'Write it as a text in quotes, for instance "1.2"',
  tags: 'Write a list, for instance [nightly, etl]',
  concurrency_limit: 'Write a whole number above 0, or {limit: 3, collision_strategy: ENQUEUE}',
  limit: 'Write a whole number above 0',
  collision_strategy: 'Write ENQUEUE or CANCEL_NEW',
  work_pool: 'Write {name: ...} with the name of a work pool',
  schedules: 'Write a list of schedules, each with cron, interval or rrule',
  schedule: 'Write one of cron, interval (seconds) or rrule with its fields',
  interval: 'Write the seconds as a number, for instance 3600',
  deployments: 'Write a list with at least one deployment',
  pull: 'Write a list of steps',
  build: 'Remove the steps: build what the deployment needs before you deploy',
  push: 'Remove the steps: push what the deployment needs before you deploy',
  repository: 'Write the URL or the path of a git repository',
  directory: 'Write the path of a directory',
};
