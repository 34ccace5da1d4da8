// engine: notices that this server was away for a while without having been stopped, or that its clock was set: a machine
// that slept, a process that was halted. Expiries then say nothing of who renews.

/** Ticks come every second; a gap this long means that nothing was answered either. In milliseconds. */
const TICK_MS = 1_000;
const GAP_FROM_MS = 5_000;

export class Presence {
  readonly #clock: () => number;
  /** null: nobody ticks, so a gap says nothing. */
  #seen: number | null = null;

  /** @param clock wall time in milliseconds; a monotonic clock stands still while a machine sleeps */
  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** Ticks until it is disposed of, and calls `onGap` when a tick finds one, with its seconds. */
  watch(onGap: (seconds: number) => void): Disposable {
    this.#seen = this.#clock();
    const timer = setInterval(() => {
      const seconds = this.gapSeconds();
      if (seconds !== 0) onGap(seconds);
    }, TICK_MS);
    timer.unref();
    return {
      [Symbol.dispose]: () => {
        clearInterval(timer);
        this.#seen = null;
      },
    };
  }

  /** The seconds that are missing since the last look, for the first who looks; below 0 when the clock was set back; else 0. */
  gapSeconds(): number {
    if (this.#seen === null) return 0;
    const now = this.#clock();
    const gap_ms = now - this.#seen;
    this.#seen = now;
    return Math.abs(gap_ms) >= GAP_FROM_MS ? gap_ms / 1_000 : 0;
  }
}
