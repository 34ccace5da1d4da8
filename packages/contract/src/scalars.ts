// contract: the scalar values of the wire: branded ids, times, labels.
import { z } from 'zod';

/** Any UUID, written in lower case with hyphens. */
export const Uuid = z
  .guid()
  .overwrite((value) => value.toLowerCase())
  .brand<'Uuid'>();
export type Uuid = z.output<typeof Uuid>;

const idOf = <Name extends string>(_name: Name) =>
  z
    .guid()
    .overwrite((value) => value.toLowerCase())
    .brand<'Uuid' | Name>();

export const ArtifactCollectionId = idOf('ArtifactCollectionId');
export type ArtifactCollectionId = z.output<typeof ArtifactCollectionId>;
export const ArtifactId = idOf('ArtifactId');
export type ArtifactId = z.output<typeof ArtifactId>;
export const AutomationId = idOf('AutomationId');
export type AutomationId = z.output<typeof AutomationId>;
export const BlockDocumentId = idOf('BlockDocumentId');
export type BlockDocumentId = z.output<typeof BlockDocumentId>;
export const BlockSchemaId = idOf('BlockSchemaId');
export type BlockSchemaId = z.output<typeof BlockSchemaId>;
export const BlockTypeId = idOf('BlockTypeId');
export type BlockTypeId = z.output<typeof BlockTypeId>;
export const ConcurrencyLimitId = idOf('ConcurrencyLimitId');
export type ConcurrencyLimitId = z.output<typeof ConcurrencyLimitId>;
export const DeploymentId = idOf('DeploymentId');
export type DeploymentId = z.output<typeof DeploymentId>;
export const DeploymentScheduleId = idOf('DeploymentScheduleId');
export type DeploymentScheduleId = z.output<typeof DeploymentScheduleId>;
export const EventId = idOf('EventId');
export type EventId = z.output<typeof EventId>;
export const FlowId = idOf('FlowId');
export type FlowId = z.output<typeof FlowId>;
export const FlowRunId = idOf('FlowRunId');
export type FlowRunId = z.output<typeof FlowRunId>;
export const FlowRunInputId = idOf('FlowRunInputId');
export type FlowRunInputId = z.output<typeof FlowRunInputId>;
export const LeaseId = idOf('LeaseId');
export type LeaseId = z.output<typeof LeaseId>;
export const LogId = idOf('LogId');
export type LogId = z.output<typeof LogId>;
export const SavedSearchId = idOf('SavedSearchId');
export type SavedSearchId = z.output<typeof SavedSearchId>;
export const StateId = idOf('StateId');
export type StateId = z.output<typeof StateId>;
export const TaskRunId = idOf('TaskRunId');
export type TaskRunId = z.output<typeof TaskRunId>;
export const VariableId = idOf('VariableId');
export type VariableId = z.output<typeof VariableId>;
export const WorkPoolId = idOf('WorkPoolId');
export type WorkPoolId = z.output<typeof WorkPoolId>;
export const WorkQueueId = idOf('WorkQueueId');
export type WorkQueueId = z.output<typeof WorkQueueId>;
export const WorkerId = idOf('WorkerId');
export type WorkerId = z.output<typeof WorkerId>;

const ISO_TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|z|[+-]\d{2}:?\d{2})?$/;

/** A time as it is written here, of a day that every month has: most that arrive are so, and need no reckoning. */
const AS_WRITTEN = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3])(?::[0-5]\d){2}\.\d{6}Z$/;

/**
 * Writes any ISO-8601 time as UTC with microseconds and `Z`, always 27 characters, so that the order of the texts is
 * the order of the times. A time without an offset is UTC, as in Prefect. Returns null for anything else.
 */
export function timestampFromText(text: string): Timestamp | null {
  if (AS_WRITTEN.test(text)) return text as Timestamp;
  const match = ISO_TIME.exec(text);
  if (!match) return null;
  const [, date, minutes, seconds = '00', fraction = '', offset = 'Z'] = match;
  const zone = offset.toUpperCase();
  const millis = Date.parse(
    `${date}T${minutes}:${seconds}.000${zone === 'Z' || zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`}`,
  );
  if (Number.isNaN(millis)) return null;
  const whole = new Date(millis).toISOString().slice(0, 19);
  return `${whole}.${fraction.slice(0, 6).padEnd(6, '0')}Z` as Timestamp;
}

/** A time: ISO-8601 in UTC with microseconds, for instance `2026-11-23T04:06:32.123456Z`. */
export const Timestamp = z
  .string()
  .transform((text, context) => {
    const timestamp = timestampFromText(text);
    if (timestamp === null) context.addIssue({ code: 'invalid_format', format: 'datetime', input: text });
    return timestamp as Timestamp;
  })
  .meta({ type: 'string', format: 'date-time' });
export type Timestamp = string & z.core.$brand<'Timestamp'>;

/** The value of a label of a flow, a run or a deployment. */
export const LabelValue = z.union([z.boolean(), z.number(), z.string()]);
export type LabelValue = z.output<typeof LabelValue>;
