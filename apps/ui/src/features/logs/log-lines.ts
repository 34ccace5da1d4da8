// logs: lines from pages and from the live stream, put together in order and once.

/** More lines than a browser shows with ease; the oldest go first. */
export const MOST_LINES = 5_000;

interface Line {
  readonly id: string;
  readonly timestamp: string;
}

const inOrder = (a: Line, b: Line): number => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0);

/** Adds lines; keeps those of one time in the order in which they came. */
export function mergeLines<One extends Line>(lines: readonly One[], added: readonly One[]): readonly One[] {
  const known = new Set(lines.map(({ id }) => id));
  const fresh = added.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return lines;
  const merged = [...lines, ...fresh].sort(inOrder);
  return merged.length > MOST_LINES ? merged.slice(merged.length - MOST_LINES) : merged;
}

export const LEVELS = [
  { level: 10, label: 'Debug', tone: 'grey' },
  { level: 20, label: 'Info', tone: 'grey' },
  { level: 30, label: 'Warning', tone: 'amber' },
  { level: 40, label: 'Error', tone: 'red' },
  { level: 50, label: 'Critical', tone: 'red' },
] as const;

/** The level that a number counts as: the highest that it reaches. */
export const levelOf = (level: number): (typeof LEVELS)[number] =>
  LEVELS.findLast((one) => one.level <= level) ?? LEVELS[0];
