// core: reads the text of an rrule schedule: DTSTART, RRULE, EXRULE, RDATE, EXDATE.
import { type RecurrenceParts, recurrencePartsFromText } from './recurrence-parts.ts';
import { ScheduleError } from './schedule-error.ts';
import type { WallMicroseconds } from './time-zone.ts';

/** The rules and dates of one schedule; all times are on the wall of the schedule's time zone. */
export interface RecurrenceSet {
  readonly start: WallMicroseconds;
  readonly rules: readonly RecurrenceParts[];
  readonly excludedRules: readonly RecurrenceParts[];
  readonly dates: readonly WallMicroseconds[];
  readonly excludedDates: ReadonlySet<WallMicroseconds>;
}

/** The longest text that Prefect stores. */
const LONGEST = 6_500;

/** Where rules without DTSTART begin, so that their dates do not depend on when the schedule was made. */
const DEFAULT_START = Date.UTC(2020, 0, 1) * 1_000;

const TIME = /^(\d{4})-?(\d{2})-?(\d{2})(?:[T ](\d{2}):?(\d{2})(?::?(\d{2}))?)?(Z?)$/;

function timeOf(text: string, property: string): { wall: WallMicroseconds; isUtc: boolean } {
  const match = TIME.exec(text);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = (match ?? [])
    .slice(1, 7)
    .map((digits) => Number(digits ?? 0));
  const date = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  if (!match || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || date.getUTCHours() !== hour) {
    throw new ScheduleError('rrule', `${property} "${text}" is not a time`, 'Write it as 20261231T090000');
  }
  return { wall: date.getTime() * 1_000, isUtc: match[7] === 'Z' };
}

interface Line {
  readonly property: string;
  readonly parameters: readonly string[];
  readonly value: string;
}

function lineOf(text: string): Line {
  const colon = text.indexOf(':');
  if (colon < 0) return { property: 'RRULE', parameters: [], value: text };
  const [property = '', ...parameters] = text.slice(0, colon).split(';');
  return { property, parameters, value: text.slice(colon + 1) };
}

function linesOf(text: string): Line[] {
  if (text.length > LONGEST) {
    throw new ScheduleError('rrule', `the text has ${text.length} characters`, `Keep it within ${LONGEST}`);
  }
  const lines = text
    .toUpperCase()
    .split(/\s+/)
    .filter((line) => line !== '')
    .map(lineOf);
  if (lines.length === 0) throw new ScheduleError('rrule', 'the text is empty', 'Write a rule such as FREQ=DAILY');
  for (const { property } of lines) {
    if (!['DTSTART', 'RRULE', 'EXRULE', 'RDATE', 'EXDATE'].includes(property)) {
      throw new ScheduleError(
        'rrule',
        `"${property}" is not a property`,
        'Use DTSTART, RRULE, EXRULE, RDATE or EXDATE',
      );
    }
  }
  return lines;
}

function checkUntil(rule: RecurrenceParts, startIsUtc: boolean): void {
  if (rule.until === null) return;
  const { isUtc } = timeOf(rule.until, 'UNTIL');
  if (isUtc === startIsUtc) return;
  throw new ScheduleError(
    'rrule',
    startIsUtc
      ? `DTSTART is in a time zone but UNTIL "${rule.until}" is not`
      : `UNTIL "${rule.until}" is UTC but DTSTART is not`,
    startIsUtc ? `Write UNTIL=${rule.until}Z` : `Write UNTIL=${rule.until.slice(0, -1)}`,
  );
}

/**
 * Reads the text. Zones in it (`Z`, `TZID`) are ignored, as in Prefect: all its times are on the wall of the
 * schedule's `timezone`.
 * @throws ScheduleError
 */
export function recurrenceSetFromText(text: string): RecurrenceSet {
  const lines = linesOf(text);
  const of = (property: string) => lines.filter((line) => line.property === property);
  const timesOf = (property: string) =>
    of(property).flatMap((line) => line.value.split(',').map((time) => timeOf(time, property).wall));
  const rulesOf = (property: string) => of(property).map((line) => recurrencePartsFromText(line.value));
  const started = of('DTSTART').at(-1);
  const start = started ? timeOf(started.value, 'DTSTART') : { wall: DEFAULT_START, isUtc: false };
  const startIsUtc = start.isUtc || (started?.parameters.some((parameter) => parameter.startsWith('TZID=')) ?? false);
  const rules = rulesOf('RRULE');
  const excludedRules = rulesOf('EXRULE');
  for (const rule of [...rules, ...excludedRules]) checkUntil(rule, startIsUtc);
  const dates = timesOf('RDATE');
  if (rules.length === 0 && dates.length === 0) {
    throw new ScheduleError('rrule', 'there is no RRULE and no RDATE', 'Add a rule such as RRULE:FREQ=DAILY');
  }
  return { start: start.wall, rules, excludedRules, dates, excludedDates: new Set(timesOf('EXDATE')) };
}
