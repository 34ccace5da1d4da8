// tests: chance that a seed repeats.

export interface Chance {
  /** In [0, 1). */
  next(): number;
  /** Milliseconds between the two, as a timer. */
  pause(from_ms: number, to_ms: number): Promise<void>;
}

/** Mulberry32: small, and good enough to spread kills over time. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    pause: (from_ms, to_ms) => new Promise((resolve) => setTimeout(resolve, from_ms + next() * (to_ms - from_ms))),
  };
}
