// core: the wall times of a recurrence set, in order.
import { RRuleTemporal } from 'rrule-temporal';
import type { RecurrenceParts } from './recurrence-parts.ts';
import type { RecurrenceSet } from './recurrence-set.ts';
import type { WallMicroseconds } from './time-zone.ts';

/** A rule that names no time within so many periods names none: 27 years of days, 10,000 years of years. */
const PERIODS_WITHOUT_MATCH = 10_000;

/** Counted rules are followed from their start, so far at most. */
const LONGEST_COUNT = 1_000_000;

const icsFromWall = (wall: WallMicroseconds): string => new Date(wall / 1_000).toISOString().replace(/[-:]|\.\d+/g, '');

function ruleFrom(parts: RecurrenceParts, start: WallMicroseconds): RRuleTemporal {
  const until = parts.until === null ? '' : `;UNTIL=${parts.until}`;
  return new RRuleTemporal({
    rruleString: `DTSTART:${icsFromWall(start)}\nRRULE:${parts.text}${until}`,
    maxIterations: Math.max(PERIODS_WITHOUT_MATCH, Math.min(parts.count ?? 0, LONGEST_COUNT)),
  });
}

/** The next time of the rule, or null at its end or when it names no more within reach. */
function nextOf(rule: RRuleTemporal, after: WallMicroseconds): WallMicroseconds | null {
  try {
    const next = rule.next(new Date(Math.floor(after / 1_000)));
    return next === null ? null : next.epochMilliseconds * 1_000;
  } catch (error) {
    if (error instanceof Error && error.message.includes('Maximum iterations')) return null;
    throw error;
  }
}

function earliest(walls: readonly (WallMicroseconds | null)[]): WallMicroseconds | null {
  const found = walls.filter((wall) => wall !== null);
  return found.length === 0 ? null : Math.min(...found);
}

/** The wall times later than `after`: those of any rule or date, less those excluded. */
export function* recurrenceWalls(set: RecurrenceSet, after: WallMicroseconds): Generator<WallMicroseconds> {
  const rules = set.rules.map((parts) => ruleFrom(parts, set.start));
  const excluded = set.excludedRules.map((parts) => ruleFrom(parts, set.start));
  const dates = [...set.dates].sort((a, b) => a - b);
  const nextDate = (wall: WallMicroseconds) => dates.find((date) => date > wall) ?? null;
  const isExcluded = (wall: WallMicroseconds) =>
    set.excludedDates.has(wall) || excluded.some((rule) => nextOf(rule, wall - 1_000) === wall);
  const heads = rules.map((rule) => nextOf(rule, after));
  for (let wall = earliest([...heads, nextDate(after)]); wall !== null; ) {
    if (!isExcluded(wall)) yield wall;
    const passed: WallMicroseconds = wall;
    for (const [place, rule] of rules.entries()) if (heads[place] === passed) heads[place] = nextOf(rule, passed);
    wall = earliest([...heads, nextDate(passed)]);
  }
}
