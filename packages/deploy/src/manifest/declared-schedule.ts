// deploy: the schedules of a deployment, checked.
import { timestampFromText } from '@signalbox/contract';
import { type Schedule, validateSchedule } from '@signalbox/core';
import type { ScheduleShape } from './deployment-schema.ts';
import { InvalidScheduleError, type ManifestError } from './errors.ts';
import type { DeclaredSchedule } from './manifest.ts';
import { type ManifestSource, type Path, placeOf } from './manifest-source.ts';

/** The fields that belong to one kind of schedule alone. */
const OWN_FIELDS = { cron: ['day_or'], interval: ['anchor_date', 'anchor-date'], rrule: [] } as const;
type Kind = keyof typeof OWN_FIELDS;
const KINDS: readonly Kind[] = ['cron', 'interval', 'rrule'];

export interface CheckedSchedule {
  readonly declared: DeclaredSchedule | null;
  readonly errors: readonly ManifestError[];
}

function scheduleOf(
  shape: ScheduleShape,
  reject: (field: string, problem: string, mend: string) => void,
): Schedule | null {
  const timezone = shape.timezone ?? null;
  const kinds = KINDS.filter((kind) => shape[kind] !== undefined);
  const [kind] = kinds;
  if (kind === undefined || kinds.length > 1) {
    reject(
      '',
      kind === undefined ? 'this is no schedule' : `${kinds.join(' and ')} exclude each other`,
      'Write one of cron, interval or rrule',
    );
    return null;
  }
  for (const other of KINDS) {
    const stray = OWN_FIELDS[other].find(
      (field) => other !== kind && shape[field] !== undefined && shape[field] !== null,
    );
    if (stray !== undefined)
      reject(stray, `${stray} belongs to ${other} schedules`, `Remove it, or write ${other} instead of ${kind}`);
  }
  if (shape.cron !== undefined) return { cron: shape.cron, timezone, day_or: shape.day_or ?? true };
  if (shape.rrule !== undefined) return { rrule: shape.rrule, timezone };
  const interval = shape.interval ?? 0;
  const anchor = shape.anchor_date ?? shape['anchor-date'] ?? null;
  if (anchor === null) return { interval, timezone };
  const anchor_date = timestampFromText(anchor);
  if (anchor_date !== null) return { interval, timezone, anchor_date };
  reject(
    shape.anchor_date ? 'anchor_date' : 'anchor-date',
    `"${anchor}" is not a time`,
    'Write it as 2026-01-31T09:00:00Z',
  );
  return null;
}

export function checkSchedule(source: ManifestSource, path: Path, shape: ScheduleShape): CheckedSchedule {
  const errors: ManifestError[] = [];
  const reject = (field: string, problem: string, mend: string): void => {
    const at = field === '' ? path : [...path, field];
    errors.push(new InvalidScheduleError({ ...placeOf(source, at), problem, mend }));
  };
  const schedule = scheduleOf(shape, reject);
  const error = schedule && validateSchedule(schedule);
  if (error) reject(error.field, error.problem, error.mend);
  if (schedule === null || errors.length > 0) return { declared: null, errors };
  const { active, slug, parameters } = shape;
  return {
    declared: {
      path,
      schedule,
      active: active ?? undefined,
      slug: slug ?? undefined,
      parameters: parameters ?? undefined,
    },
    errors,
  };
}
