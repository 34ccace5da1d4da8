// deploy: how long something takes, as manifests write it.

const ISO = /^P(?:(\d+(?:\.\d+)?)D)?(?:T(?:(\d+(?:\.\d+)?)H)?(?:(\d+(?:\.\d+)?)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
const CLOCK = /^(?:(\d+)\s*(?:d|days?),?\s+)?(\d+):(\d{2})(?::(\d{2}(?:\.\d+)?))?$/;

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * The seconds of `90`, `PT1M30S` and `00:01:30`; null for what is none of these.
 */
export function secondsFrom(value: number | string): number | null {
  if (typeof value === 'number') return value;
  if (/^\d+(\.\d+)?$/.test(value)) return Number(value);
  const parts = (/^P.*\d/.test(value) && ISO.exec(value)) || CLOCK.exec(value);
  if (!parts) return null;
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = parts;
  return Number(days) * DAY + Number(hours) * HOUR + Number(minutes) * MINUTE + Number(seconds);
}
