// ecs: rests between repeats, longer each time and by chance, so that many who were refused do not come back at once.
import { setTimeout as wait } from 'node:timers/promises';

const FIRST_MILLISECONDS = 1000;
const LONGEST_MILLISECONDS = 20_000;

export class Backoff {
  readonly #until: number;
  #milliseconds = FIRST_MILLISECONDS;

  constructor(seconds: number) {
    this.#until = performance.now() + seconds * 1000;
  }

  /** False at once when the time is over. */
  async rest(): Promise<boolean> {
    const left = this.#until - performance.now();
    if (left <= 0) return false;
    await wait(Math.min(left, this.#milliseconds * (0.5 + Math.random() / 2)));
    this.#milliseconds = Math.min(LONGEST_MILLISECONDS, this.#milliseconds * 2);
    return true;
  }
}
