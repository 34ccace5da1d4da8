// sdk: the time and new ids. Not from core: loading its rules would take longer than a whole run.

let last = 0;

/** The time of this machine as wire text with microseconds; each call gives a later one. */
export function now(): string {
  const reading = Math.round((performance.timeOrigin + performance.now()) * 1000);
  last = Math.max(reading, last + 1);
  return timeFromMicroseconds(last);
}

/** The wire text of a time that many seconds from now. */
export function secondsFromNow(seconds: number): string {
  return timeFromMicroseconds(Math.round((performance.timeOrigin + performance.now() + seconds * 1000) * 1000));
}

/** Seconds from one wire time to another. */
export function secondsBetween(start: string, end: string): number {
  return (microseconds(end) - microseconds(start)) / 1_000_000;
}

const microseconds = (time: string): number => Date.parse(`${time.slice(0, 23)}Z`) * 1000 + Number(time.slice(23, 26));

function timeFromMicroseconds(value: number): string {
  const millis = Math.floor(value / 1000);
  return `${new Date(millis).toISOString().slice(0, -1)}${String(value - millis * 1000).padStart(3, '0')}Z`;
}

const randomHex = (digits: number): string =>
  Math.floor(Math.random() * 16 ** digits)
    .toString(16)
    .padStart(digits, '0');

/**
 * A new UUIDv7: ids made later sort later. From Math.random, because loading node:crypto takes some 20 ms and an id is
 * not a secret; with 74 random bits in each millisecond two ids are never the same.
 */
export function newId(): string {
  const time = Date.now().toString(16).padStart(12, '0');
  const variant = (8 + Math.floor(Math.random() * 4)).toString(16);
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomHex(3)}-${variant}${randomHex(3)}-${randomHex(12)}`;
}
