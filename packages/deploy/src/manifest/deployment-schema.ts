// deploy: the shape of one deployment of a manifest.
import { z } from 'zod';
import { secondsFrom } from './duration.ts';

const text = z.string().min(1);
const values = z.record(z.string(), z.unknown());
const maybe = <Shape extends z.ZodType>(shape: Shape) => shape.nullable().optional();
const steps = maybe(z.array(values));

export const ScheduleShape = z.strictObject({
  cron: text.optional().describe('Five fields, or @daily and the like'),
  interval: z.number().optional().describe('Seconds'),
  rrule: text.optional().describe('As in iCalendar: FREQ=WEEKLY;BYDAY=MO'),
  timezone: maybe(z.string()).describe('By its IANA name: Europe/Berlin'),
  anchor_date: maybe(z.string()).describe('From when an interval counts: 2026-01-31T09:00:00Z'),
  'anchor-date': maybe(z.string()).describe('The same as anchor_date'),
  day_or: maybe(z.boolean()).describe('Whether day of month or day of week suffices; true by default'),
  active: maybe(z.boolean()).describe('By default active when it is new, and left as it is when it exists'),
  slug: maybe(text).describe('Names the schedule among those of its deployment'),
  parameters: maybe(values).describe('Of the runs of this schedule'),
});
export type ScheduleShape = z.output<typeof ScheduleShape>;

const ConcurrencyShape = z.union([
  z.int().gt(0),
  z.strictObject({
    limit: z.int().gt(0),
    collision_strategy: maybe(z.enum(['ENQUEUE', 'CANCEL_NEW'])),
    grace_period_seconds: maybe(z.int().min(60).max(86_400)),
  }),
]);

export const WorkPoolReference = z.strictObject({
  name: text,
  work_queue_name: maybe(text),
  job_variables: maybe(values).describe("Above the pool's; blocks and {{ … }} in it are filled when a run starts"),
});

const duration = z
  .union([z.number(), text])
  .refine((value) => (secondsFrom(value) ?? -1) >= 0)
  .describe('Seconds, or a duration: PT1M, 00:01:00');

const resource = z.record(z.string(), z.union([z.string(), z.array(z.string())]));
const events = maybe(z.array(z.string()));

const eventTrigger = {
  type: z.literal('event').optional(),
  match: maybe(resource).describe('Labels of the resource'),
  match_related: maybe(z.union([resource, z.array(resource)])).describe('Labels of related resources'),
  after: events.describe('Events that come first'),
  expect: events.describe('Events that are waited for; none means any'),
  for_each: events.describe('Labels, each of whose values is counted apart'),
  posture: maybe(z.enum(['Reactive', 'Proactive'])).describe('Whether events come, or stay away'),
  threshold: maybe(z.int().min(1)),
  within: maybe(duration),
};

/** A trigger within another. */
export type PartShape = z.output<typeof EventPart> | CompoundPart | SequencePart;
interface CompoundPart {
  type: 'compound';
  triggers: PartShape[];
  require?: number | 'any' | 'all' | null | undefined;
  within?: number | string | null | undefined;
}
interface SequencePart {
  type: 'sequence';
  triggers: PartShape[];
  within?: number | string | null | undefined;
}

const EventPart = z.strictObject(eventTrigger);
const parts = z.array(z.lazy((): z.ZodType<PartShape> => PartShape)).min(1);
const compoundTrigger = {
  type: z.literal('compound'),
  triggers: parts,
  require: maybe(z.union([z.int().min(1), z.enum(['any', 'all'])])),
  within: maybe(duration),
};
const sequenceTrigger = { type: z.literal('sequence'), triggers: parts, within: maybe(duration) };
const PartShape: z.ZodType<PartShape> = z.union([
  EventPart,
  z.strictObject(compoundTrigger),
  z.strictObject(sequenceTrigger),
]);

const ofDeployment = {
  name: maybe(text).describe('Of the automation; by default named after the deployment'),
  description: maybe(z.string()),
  enabled: maybe(z.boolean()),
  parameters: maybe(values).describe('Of the runs that it starts'),
  job_variables: maybe(values).describe('Of the runs that it starts'),
  schedule_after: maybe(duration).describe('Until the run starts: seconds, or a duration'),
};

export const TriggerShape = z.union([
  z.strictObject({ ...ofDeployment, ...eventTrigger }),
  z.strictObject({ ...ofDeployment, ...compoundTrigger }),
  z.strictObject({ ...ofDeployment, ...sequenceTrigger }),
]);
export type TriggerShape = z.output<typeof TriggerShape>;

export const DeploymentShape = z.strictObject({
  name: text.regex(/^[^/%&><]+$/).describe('Beside the name of its flow: flow/name'),
  entrypoint: text.describe('path/to/file.ts:flowName or path/to/file.py:function, relative to the manifest'),
  description: maybe(z.string()).describe("By default the flow's"),
  version: maybe(z.string()).describe('By default the commit, or what the flow says'),
  tags: maybe(z.array(z.string())),
  parameters: maybe(values).describe("Of all its runs, checked against the flow's schema"),
  paused: maybe(z.boolean()),
  schedule: maybe(z.union([ScheduleShape, z.strictObject({})])),
  schedules: maybe(z.array(ScheduleShape)),
  triggers: maybe(z.array(TriggerShape)).describe('What starts runs beside schedules'),
  sla: z.unknown().optional().describe('Not read: only Prefect Cloud has it'),
  concurrency_limit: maybe(ConcurrencyShape).describe('How many runs at a time'),
  enforce_parameter_schema: maybe(z.boolean()).describe('Whether wrong parameters are refused; true by default'),
  work_pool: WorkPoolReference,
  build: steps.describe('Steps before the deployment is written'),
  push: steps.describe('Steps after build, before the deployment is written'),
  pull: steps.describe('Steps before each run; by default the folder of the manifest'),
});
export type DeploymentShape = z.output<typeof DeploymentShape>;
