// core: reads a cron expression into the values that each field allows.
import { ScheduleError } from './schedule-error.ts';

/** The values a cron expression allows; all sets are of whole numbers. */
export interface CronExpression {
  readonly seconds: readonly number[];
  readonly minutes: readonly number[];
  readonly hours: readonly number[];
  readonly daysOfMonth: ReadonlySet<number>;
  readonly lastDayOfMonth: boolean;
  readonly anyDayOfMonth: boolean;
  readonly months: ReadonlySet<number>;
  /** 0 is Sunday. */
  readonly daysOfWeek: ReadonlySet<number>;
  readonly anyDayOfWeek: boolean;
  /** Weekdays that count only at a place in their month: `5#3`, or `L5` as the last (place 0). */
  readonly placedDaysOfWeek: readonly { readonly day: number; readonly place: number }[];
  /** Null allows every year. */
  readonly years: ReadonlySet<number> | null;
}

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
const FIELDS = {
  minute: { name: 'minute', min: 0, max: 59 },
  hour: { name: 'hour', min: 0, max: 23 },
  dayOfMonth: { name: 'day of month', min: 1, max: 31 },
  month: { name: 'month', min: 1, max: 12, names: MONTHS },
  dayOfWeek: { name: 'day of week', min: 0, max: 7, names: DAYS },
  second: { name: 'second', min: 0, max: 59 },
  year: { name: 'year', min: 1970, max: 2099 },
} as const satisfies Record<string, Field>;

const ALIASES: Readonly<Record<string, string>> = {
  '@hourly': '0 * * * *',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@weekly': '0 0 * * 0',
  '@monthly': '0 0 1 * *',
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
};

function fail(field: Field, part: string, problem: string): never {
  const names = field.names ? ` or ${field.names[0]}-${field.names.at(-1)}` : '';
  throw new ScheduleError(
    'cron',
    `"${part}" in the field "${field.name}" ${problem}`,
    `Write numbers ${field.min}-${field.max}${names}, lists (1,15), ranges (1-5), steps (*/10) or *`,
  );
}

function numberOf(text: string, field: Field, part: string): number {
  const named = field.names?.indexOf(text) ?? -1;
  if (named >= 0) return named + (field.min === 1 ? 1 : 0);
  if (!/^\d+$/.test(text)) fail(field, part, 'is not a value');
  const value = Number(text);
  if (value < field.min || value > field.max) fail(field, part, `is outside ${field.min}-${field.max}`);
  return value;
}

function count(from: number, to: number, step: number): number[] {
  const values: number[] = [];
  for (let value = from; value <= to; value += step) values.push(value);
  return values;
}

/** A range that runs past the end goes on at the start; where a step lands there, and `3-3` meaning all, is as Prefect does. */
function wrap(from: number, to: number, step: number, min: number, max: number): number[] {
  if (from === to) return count(min, max, step);
  const left = (max - from) % step;
  const start = left + 1 === step ? min : min + step - left;
  return [...count(from, max, step), ...count(start, to, step)];
}

function valuesOf(part: string, field: Field): number[] {
  const match = /^([^/-]+)(?:-([^/-]+))?(?:\/(\d+))?$/.exec(part);
  if (!match) fail(field, part, 'cannot be read');
  const [, first = '', last, stepText] = match;
  const step = stepText === undefined ? 1 : Number(stepText);
  if (step === 0) fail(field, part, 'has a step of 0');
  const isWeek = field.max === FIELDS.dayOfWeek.max;
  const max = isWeek ? 6 : field.max;
  if (first === '*') return last === undefined ? count(field.min, max, step) : fail(field, part, 'cannot be read');
  const low = numberOf(first, field, part);
  const from = isWeek && low === 7 ? 0 : low;
  if (last === undefined) return stepText === undefined ? [from] : count(from, max, step);
  const to = numberOf(last, field, part);
  if (isWeek && to === 7) return count(from, 7, step).map((day) => day % 7);
  return from < to ? count(from, to, step) : wrap(from, to, step, field.min, max);
}

function setOf(text: string, field: Field): Set<number> {
  return new Set(text.split(',').flatMap((part) => valuesOf(part, field)));
}

const sorted = (text: string, field: Field): number[] => [...setOf(text, field)].sort((a, b) => a - b);

/** A star anywhere in a list of days makes the whole field a star. */
const isAny = (text: string): boolean => text === '?' || text.split(',').includes('*');

function daysOfMonthOf(text: string): Pick<CronExpression, 'daysOfMonth' | 'lastDayOfMonth' | 'anyDayOfMonth'> {
  const field = FIELDS.dayOfMonth;
  if (isAny(text)) return { daysOfMonth: setOf('*', field), lastDayOfMonth: false, anyDayOfMonth: true };
  const parts = text.split(',');
  const days = parts.filter((part) => part !== 'l').flatMap((part) => valuesOf(part, field));
  return { daysOfMonth: new Set(days), lastDayOfMonth: parts.includes('l'), anyDayOfMonth: false };
}

function daysOfWeekOf(text: string): Pick<CronExpression, 'daysOfWeek' | 'anyDayOfWeek' | 'placedDaysOfWeek'> {
  const field = FIELDS.dayOfWeek;
  if (isAny(text)) return { daysOfWeek: setOf('*', field), anyDayOfWeek: true, placedDaysOfWeek: [] };
  const parts = text.split(',');
  const placed = parts.flatMap((part) => {
    const last = /^l([0-7])$/.exec(part);
    if (last) return [{ day: Number(last[1]) % 7, place: 0 }];
    const nth = /^([^#]+)#([1-5])$/.exec(part);
    return nth ? [{ day: numberOf(nth[1] ?? '', field, part) % 7, place: Number(nth[2]) }] : [];
  });
  if (placed.length === 0) return { daysOfWeek: setOf(text, field), anyDayOfWeek: false, placedDaysOfWeek: [] };
  if (placed.length < parts.length) fail(field, text, 'mixes plain weekdays with weekdays at a place in the month');
  return { daysOfWeek: new Set(), anyDayOfWeek: false, placedDaysOfWeek: placed };
}

/**
 * Reads five fields (minute hour day-of-month month day-of-week), a sixth for seconds, a seventh for years, or an
 * alias such as `@daily`.
 * @throws ScheduleError that names the part it cannot read.
 */
export function cronExpressionFromText(text: string): CronExpression {
  const lower = text.trim().toLowerCase();
  const fields = (ALIASES[lower] ?? lower).split(/\s+/);
  if (lower.startsWith('@') && ALIASES[lower] === undefined) {
    throw new ScheduleError('cron', `"${text}" is not an alias`, `Write one of ${Object.keys(ALIASES).join(', ')}`);
  }
  const [minute = '', hour = '', dayOfMonth = '', month = '', dayOfWeek = '', second = '0', year] = fields;
  if (fields.length < 5 || fields.length > 7) {
    throw new ScheduleError(
      'cron',
      `"${text}" has ${lower === '' ? 0 : fields.length} fields`,
      'Write five: minute hour day-of-month month day-of-week, for instance "0 9 * * 1-5"',
    );
  }
  return {
    seconds: sorted(second, FIELDS.second),
    minutes: sorted(minute, FIELDS.minute),
    hours: sorted(hour, FIELDS.hour),
    ...daysOfMonthOf(dayOfMonth),
    months: setOf(month, FIELDS.month),
    ...daysOfWeekOf(dayOfWeek),
    years: year === undefined || year === '*' ? null : setOf(year, FIELDS.year),
  };
}
