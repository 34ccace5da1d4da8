// ecs: labels of a run as tags, by the rules that AWS has for them.
import type { Tag } from '@aws-sdk/client-ecs';

const KEY_LENGTH = 128;
const VALUE_LENGTH = 256;
/** AWS refuses a task with more. */
const MOST = 50;

const NOT_ALLOWED = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/gu;

const clean = (text: string, length: number): string =>
  [...text.replaceAll(NOT_ALLOWED, '_')].slice(0, length).join('');

/** Of two labels that become the same key the later one stays. `aws:` is kept for AWS itself. */
export function tagsFromLabels(labels: Readonly<Record<string, string>>): Tag[] {
  const tags = new Map<string, string>();
  for (const [name, text] of Object.entries(labels)) {
    const key = clean(name.trim().replace(/^aws:/i, ''), KEY_LENGTH);
    if (key !== '') tags.set(key, clean(text.trim(), VALUE_LENGTH));
  }
  // The last ones are those by which the run is found.
  return [...tags].slice(-MOST).map(([key, value]) => ({ key, value }));
}
