// sdk: how long a task waits before its next try.

/** Seconds before every retry, or a list with the seconds before the first, the second … of which the last repeats. */
export type RetryDelay = number | readonly number[];

/**
 * Delays that double: `exponentialBackoff(10, 3)` is 10, 20, 40 seconds.
 *
 * @param firstSeconds the delay before the first retry
 * @param retries how many delays
 */
export function exponentialBackoff(firstSeconds: number, retries: number): number[] {
  return Array.from({ length: retries }, (_, index) => firstSeconds * 2 ** index);
}

/**
 * Seconds before retry number `retry` (counted from 1). With a jitter factor the delay is drawn evenly from the delay
 * up to that many times more; `random` is in [0, 1).
 */
export function retryDelaySeconds(
  delay: RetryDelay,
  jitterFactor: number | null,
  retry: number,
  random: number,
): number {
  const base = typeof delay === 'number' ? delay : (delay[Math.min(retry, delay.length) - 1] ?? 0);
  return jitterFactor === null ? base : base * (1 + random * jitterFactor);
}
