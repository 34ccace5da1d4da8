// core: reads one recurrence rule, checks the range of each part, writes it in the form of RFC 5545.
import { ScheduleError } from './schedule-error.ts';

/** One rule such as FREQ=DAILY;COUNT=3. */
export interface RecurrenceParts {
  /** The rule in the spelling of RFC 5545, without UNTIL. */
  readonly text: string;
  /** UNTIL as it was written, or null. */
  readonly until: string | null;
  /** COUNT, or null. */
  readonly count: number | null;
}

const FREQUENCIES = ['YEARLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'HOURLY', 'MINUTELY', 'SECONDLY'];
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** Ranges of the numbers; a signed part also takes the negative ones, which count from the end. */
const RANGES: Readonly<Record<string, { min: number; max: number; signed: boolean; single?: true }>> = {
  INTERVAL: { min: 1, max: Number.MAX_SAFE_INTEGER, signed: false, single: true },
  COUNT: { min: 0, max: Number.MAX_SAFE_INTEGER, signed: false, single: true },
  BYSECOND: { min: 0, max: 59, signed: false },
  BYMINUTE: { min: 0, max: 59, signed: false },
  BYHOUR: { min: 0, max: 23, signed: false },
  BYMONTH: { min: 1, max: 12, signed: false },
  BYMONTHDAY: { min: 1, max: 31, signed: true },
  BYYEARDAY: { min: 1, max: 366, signed: true },
  BYWEEKNO: { min: 1, max: 53, signed: true },
  BYSETPOS: { min: 1, max: 366, signed: true },
};

const PARTS = ['FREQ', 'UNTIL', 'WKST', 'BYDAY', ...Object.keys(RANGES)];

function wrong(part: string, value: string, mend: string): never {
  throw new ScheduleError('rrule', `${part}=${value} is not allowed`, mend);
}

function numbersOf(part: string, value: string): string {
  const range = RANGES[part];
  if (range === undefined) {
    throw new ScheduleError('rrule', `"${part}" is not a part of a rule`, `Use ${PARTS.join(', ')}`);
  }
  const numbers = value.split(',');
  const isAllowed = numbers.every((text) => {
    const size = range.signed ? Math.abs(Number(text)) : Number(text);
    return /^[+-]?\d+$/.test(text) && size >= range.min && size <= range.max;
  });
  if (!isAllowed || (range.single && numbers.length > 1)) {
    const upTo = range.single ? `a whole number from ${range.min}` : `whole numbers from ${range.min} to ${range.max}`;
    wrong(part, value, `Write ${upTo}${range.signed ? ', or negative ones to count from the end' : ''}`);
  }
  return numbers.map(Number).join(',');
}

/** `MO`, `-1FR` or `FR(-1)`, in the RFC's spelling. */
function daysOf(value: string): string {
  return value
    .split(',')
    .map((text) => {
      const match = /^([+-]?\d+)?([A-Z]{2})(?:\(([+-]?\d+)\))?$/.exec(text);
      const place = match?.[1] ?? match?.[3] ?? '';
      const day = match?.[2] ?? '';
      if (!DAYS.includes(day) || (place !== '' && Number(place) === 0)) {
        wrong('BYDAY', text, `Write days ${DAYS.join(', ')}, with a place in front such as -1FR`);
      }
      return `${place}${day}`;
    })
    .join(',');
}

function partOf(name: string, value: string): string {
  if (name === 'FREQ') {
    return FREQUENCIES.includes(value) ? value : wrong('FREQ', value, `Write one of ${FREQUENCIES.join(', ')}`);
  }
  if (name === 'WKST') return DAYS.includes(value) ? value : wrong('WKST', value, `Write one of ${DAYS.join(', ')}`);
  if (name === 'BYDAY') return daysOf(value);
  return numbersOf(name, value);
}

/** Reads the value of an RRULE or EXRULE, in capitals. Of a part that is given twice the last counts. */
export function recurrencePartsFromText(text: string): RecurrenceParts {
  const parts = new Map<string, string>();
  for (const part of text.split(';')) {
    const [name = '', value] = part.split('=');
    if (value === undefined || value === '') {
      throw new ScheduleError('rrule', `"${part}" has no value`, 'Write parts as NAME=VALUE, for instance FREQ=DAILY');
    }
    parts.set(name === 'BYWEEKDAY' ? 'BYDAY' : name, value);
  }
  if (!parts.has('FREQ')) {
    throw new ScheduleError('rrule', `"${text}" has no FREQ`, 'Add one, for instance FREQ=DAILY');
  }
  const until = parts.get('UNTIL') ?? null;
  parts.delete('UNTIL');
  const written = [...parts].map(([name, value]) => `${name}=${partOf(name, value)}`);
  const count = parts.get('COUNT');
  return { text: written.join(';'), until, count: count === undefined ? null : Number(count) };
}
