// sdk: the time and new ids. Not from core: loading its rules would take longer than a whole run.
import { randomFillSync } from 'node:crypto';

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

/** A new UUIDv7: ids made later sort later. */
export function newId(): string {
  const bytes = randomFillSync(Buffer.alloc(16));
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
