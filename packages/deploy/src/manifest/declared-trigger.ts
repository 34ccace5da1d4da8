// deploy: the triggers of a deployment as the server takes them.
import type { Trigger } from '@signalbox/contract';
import type { PartShape, TriggerShape } from './deployment-schema.ts';
import { secondsFrom } from './duration.ts';
import { InvalidValueError, type ManifestError } from './errors.ts';
import type { DeclaredTrigger } from './manifest.ts';
import { type ManifestSource, type Path, placeOf } from './manifest-source.ts';

/** Least seconds of a trigger that waits for what does not come. */
const PROACTIVE_SECONDS_AT_LEAST = 10;

type Reject = (path: Path, problem: string, mend: string) => void;

const seconds = (within: number | string | null | undefined): number | null =>
  within === null || within === undefined ? null : secondsFrom(within);

function eventTrigger(shape: Extract<PartShape, { type?: 'event' | undefined }>, path: Path, reject: Reject): Trigger {
  const posture = shape.posture ?? 'Reactive';
  const within = seconds(shape.within) ?? 0;
  if (posture === 'Proactive' && within < PROACTIVE_SECONDS_AT_LEAST)
    reject(
      [...path, 'within'],
      'a Proactive trigger waits at least 10 seconds',
      'Write within: 10 or more, or posture: Reactive',
    );
  return {
    type: 'event',
    match: shape.match ?? {},
    match_related: shape.match_related ?? {},
    after: [...new Set(shape.after ?? [])],
    expect: [...new Set(shape.expect ?? [])],
    for_each: [...new Set(shape.for_each ?? [])],
    posture,
    threshold: shape.threshold ?? 1,
    within,
  };
}

function triggerFrom(shape: PartShape, path: Path, reject: Reject): Trigger {
  if (shape.type !== 'compound' && shape.type !== 'sequence') return eventTrigger(shape, path, reject);
  const triggers = shape.triggers.map((part, index) => triggerFrom(part, [...path, 'triggers', index], reject));
  const within = seconds(shape.within);
  if (shape.type === 'sequence') return { type: 'sequence', triggers, within };
  const require = shape.require ?? 'all';
  if (typeof require === 'number' && require > triggers.length)
    reject(
      [...path, 'require'],
      `${require} are required of ${triggers.length}`,
      `Write ${triggers.length} or less, any or all`,
    );
  return { type: 'compound', triggers, within, require };
}

/** A trigger without a name is named after its deployment and its place among its triggers, as by Prefect. */
export function declaredTrigger(
  source: ManifestSource,
  path: Path,
  shape: TriggerShape,
  deployment: string,
  errors: ManifestError[],
): DeclaredTrigger {
  const reject: Reject = (at, problem, mend) => {
    errors.push(new InvalidValueError({ ...placeOf(source, at), problem, mend }));
  };
  const place = Number(path.at(-1)) + 1;
  return {
    path,
    name: shape.name ?? `${deployment}__automation_${place}`,
    description: shape.description ?? '',
    enabled: shape.enabled ?? true,
    trigger: triggerFrom(shape, path, reject),
    parameters: shape.parameters ?? null,
    job_variables: shape.job_variables ?? null,
    schedule_after: seconds(shape.schedule_after) ?? 0,
  };
}
