// core: when two values say the same.
import { createHash } from 'node:crypto';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value as JSON that depends on what it says only: members in the order of their names, without those that are null or missing. */
export function contentText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(contentText).join(',')}]`;
  if (!isRecord(value)) return JSON.stringify(value ?? null);
  const members = Object.entries(value).filter(([, one]) => one !== undefined && one !== null);
  const texts = members
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${contentText(one)}`);
  return `{${texts.join(',')}}`;
}

/** 16 hexadecimal digits that are the same for the same content. */
export const contentHash = (value: unknown): string =>
  createHash('sha256').update(contentText(value)).digest('hex').slice(0, 16);

/** Whether `current` says all that `wanted` says; it may say more, as servers fill in defaults. */
export function covers(current: unknown, wanted: unknown): boolean {
  if (wanted === undefined || wanted === null) return current === undefined || current === null;
  if (Array.isArray(wanted))
    return (
      Array.isArray(current) &&
      current.length === wanted.length &&
      wanted.every((one, index) => covers(current[index], one))
    );
  if (!isRecord(wanted)) return contentText(current) === contentText(wanted);
  return isRecord(current) && Object.entries(wanted).every(([name, one]) => covers(current[name], one));
}

/** One value that differs: a member of an object by its path, a list as a whole. */
export interface Difference {
  readonly path: readonly string[];
  readonly before: unknown;
  readonly after: unknown;
}

/** What must change for `before` to say what `after` says. */
export function differences(before: unknown, after: unknown, path: readonly string[] = []): Difference[] {
  if (contentText(before) === contentText(after)) return [];
  if (!isRecord(before) || !isRecord(after)) return [{ path, before: before ?? null, after: after ?? null }];
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return names.flatMap((name) => differences(before[name], after[name], [...path, name]));
}
