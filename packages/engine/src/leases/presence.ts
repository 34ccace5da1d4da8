// engine: notices that this server was away for a while without having been stopped: a machine that slept, a process
// that was halted, a clock that was set. Nobody could renew a lease meanwhile.

/** Ticks come every second; a gap this long means that nothing was answered either. In milliseconds. */
const TICK_MS = 1_000;
const AWAY_FROM_MS = 5_000;

export class Presence {
  readonly #clock: () => number;
  /** null: nobody ticks, so a gap says nothing. */
  #seen: number | null = null;

  /** @param clock wall time in milliseconds; a monotonic clock stands still while a machine sleeps */
  constructor(clock: () => number = Date.now) {
    this.#clock = clock;
  }

  /** Ticks until it is disposed of, and calls `onReturn` when a tick is the first after an absence. */
  watch(onReturn: () => void): Disposable {
    this.#seen = this.#clock();
    const timer = setInterval(() => {
      if (this.returned()) onReturn();
    }, TICK_MS);
    timer.unref();
    return {
      [Symbol.dispose]: () => {
        clearInterval(timer);
        this.#seen = null;
      },
    };
  }

  /** Whether this is the first look after an absence. */
  returned(): boolean {
    if (this.#seen === null) return false;
    const now = this.#clock();
    const gap_ms = now - this.#seen;
    this.#seen = now;
    return gap_ms >= AWAY_FROM_MS;
  }
}
