// logs: lines from pages and from the live stream, put together in order and once.

/** More lines than a browser shows with ease. */
export const MOST_LINES = 5_000;

interface Line {
  readonly id: string;
  readonly timestamp: string;
}

/** The end that the reader looks at: it keeps its lines when there are too many, the other end loses them. */
export type KeptEnd = 'oldest' | 'newest';

export interface MergedLines<One extends Line> {
  readonly lines: readonly One[];
  /** Whether lines of the other end had to go. */
  readonly isCut: boolean;
}

const inOrder = (a: Line, b: Line): number => (a.timestamp < b.timestamp ? -1 : a.timestamp > b.timestamp ? 1 : 0);

/**
 * Adds lines at the end that is kept: those of one time keep the order in which they came, before the others when older
 * ones are added, after them when newer ones are.
 */
export function mergeLines<One extends Line>(
  lines: readonly One[],
  added: readonly One[],
  kept: KeptEnd,
): MergedLines<One> {
  const known = new Set(lines.map(({ id }) => id));
  const fresh = added.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return { lines, isCut: false };
  const merged = (kept === 'oldest' ? [...fresh, ...lines] : [...lines, ...fresh]).sort(inOrder);
  if (merged.length <= MOST_LINES) return { lines: merged, isCut: false };
  return { lines: kept === 'oldest' ? merged.slice(0, MOST_LINES) : merged.slice(-MOST_LINES), isCut: true };
}

export interface OlderThan {
  readonly before: string;
  /** Lines of that very time that are known already: as many of the page would be the same again. */
  readonly offset: number;
}

/** Where the page before the first line begins; null without a line. */
export function olderThan(lines: readonly Line[]): OlderThan | null {
  const before = lines[0]?.timestamp;
  if (before === undefined) return null;
  const next = lines.findIndex(({ timestamp }) => timestamp !== before);
  return { before, offset: next === -1 ? lines.length : next };
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
