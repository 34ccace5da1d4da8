// client: how long to wait before the next try.

const FIRST_DELAY_SECONDS = 0.2;
const LONGEST_DELAY_SECONDS = 10;

/** Seconds that a Retry-After header asks for (a number or a date), or null. */
export function retryAfterSeconds(header: string | null, now: number): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  if (header.trim() !== '' && !Number.isNaN(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}

/**
 * Doubles with each try and takes between half and all of it, so that clients that failed together do not come back
 * together. `attempt` counts from 1; `random` is in [0, 1).
 */
export function backoffSeconds(attempt: number, random: number): number {
  const full = Math.min(LONGEST_DELAY_SECONDS, FIRST_DELAY_SECONDS * 2 ** (attempt - 1));
  return full * (0.5 + random / 2);
}
