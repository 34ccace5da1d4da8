// signalbox: times as people read them in a list.

const UNITS: readonly [seconds: number, unit: string][] = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'm'],
  [1, 's'],
];

/** A duration in its largest unit, for instance `3m`; below a second in milliseconds. */
export function durationText(seconds: number): string {
  if (seconds < 1) return `${Math.round(seconds * 1000)}ms`;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)}s`;
  for (const [size, unit] of UNITS) if (seconds >= size) return `${Math.floor(seconds / size)}${unit}`;
  return '0s';
}

/** How long ago, or in how long. `–` for no time. */
export function relativeTime(time: string | null, now: number): string {
  if (time === null) return '–';
  const seconds = (Date.parse(time) - now) / 1000;
  if (Math.abs(seconds) < 1) return 'now';
  return seconds < 0 ? `${durationText(-seconds)} ago` : `in ${durationText(seconds)}`;
}

/** The local time to the second, for instance `2026-11-23 04:06:32`. */
export function localTime(time: string | null): string | null {
  return time === null ? null : new Date(time).toLocaleString('sv-SE');
}
