import { z } from 'zod';
import { DeploymentId, DeploymentScheduleId, Timestamp } from '../scalars.ts';
import { CronSchedule, IntervalSchedule, RRuleSchedule } from './schedule.ts';

export const DeploymentSchedule = z.object({
  id: DeploymentScheduleId,
  created: Timestamp.nullable(),
  updated: Timestamp.nullable(),
  deployment_id: DeploymentId.nullable().default(null),
  schedule: z.union([IntervalSchedule, CronSchedule, RRuleSchedule]),
  active: z.boolean().default(true),
  max_scheduled_runs: z.int().gt(0).nullable().default(null),
  parameters: z.record(z.string(), z.unknown()).default({}),
  slug: z.string().nullable().default(null),
});
export type DeploymentSchedule = z.output<typeof DeploymentSchedule>;

export const DeploymentScheduleCreate = z.strictObject({
  active: z.boolean().default(true),
  schedule: z.union([IntervalSchedule, CronSchedule, RRuleSchedule]),
  max_scheduled_runs: z.int().gt(0).nullable().default(null),
  parameters: z.record(z.string(), z.unknown()).default({}),
  slug: z.string().nullable().default(null),
  replaces: z.string().nullable().default(null),
});
export type DeploymentScheduleCreate = z.output<typeof DeploymentScheduleCreate>;

export const DeploymentScheduleUpdate = z.strictObject({
  active: z.boolean().nullable().optional(),
  schedule: z.union([IntervalSchedule, CronSchedule, RRuleSchedule]).nullable().optional(),
  max_scheduled_runs: z.int().gt(0).nullable().optional(),
  parameters: z.record(z.string(), z.unknown()).optional(),
  slug: z.string().nullable().optional(),
  replaces: z.string().nullable().optional(),
});
export type DeploymentScheduleUpdate = z.output<typeof DeploymentScheduleUpdate>;
