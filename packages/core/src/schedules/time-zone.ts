// core: from the clock on the wall of a time zone to instants and back, in microseconds.

const SECOND = 1_000_000;
const DAY = 86_400 * SECOND;

/** A wall time as if its digits were UTC. */
export type WallMicroseconds = number;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'iso8601',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, format);
  }
  return format;
}

/** Whether this machine's time zone database knows the zone. */
export function isTimeZone(zone: string): boolean {
  if (zone === '' || /^[+-]/.test(zone)) return false;
  try {
    formatOf(zone);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

const wholeSecond = (microseconds: number): number => Math.floor(microseconds / SECOND) * SECOND;

/** The clock of the zone at an instant. */
export function wallAt(instant: number, zone: string): WallMicroseconds {
  if (zone === 'UTC') return instant;
  const second = wholeSecond(instant);
  const part: Record<string, number> = {};
  for (const { type, value } of formatOf(zone).formatToParts(second / 1_000)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: seconds = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, seconds) * 1_000 + (instant - second);
}

/**
 * The instant at which the zone's clock shows a wall time. Of a time that occurs twice (clocks set back) or never
 * (clocks set ahead) there are two readings, one with the offset before the change and one with the offset after it:
 * `choose` says which.
 */
export function instantOf(wall: WallMicroseconds, zone: string, choose: 'earlier' | 'later'): number {
  if (zone === 'UTC') return wall;
  const offsets = [wall - DAY, wall + DAY].map((near) => wallAt(near, zone) - near);
  const readings = offsets.map((offset) => wall - offset);
  const valid = readings.filter((instant) => wallAt(instant, zone) === wall);
  const [only] = valid;
  if (valid.length === 1 && only !== undefined) return only;
  return choose === 'earlier' ? Math.min(...readings) : Math.max(...readings);
}
