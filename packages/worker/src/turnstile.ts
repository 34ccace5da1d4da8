// worker: lets so many do something at one time; the others wait, first come first served.
export class Turnstile {
  readonly #waiting: (() => void)[] = [];
  #free: number;

  /** @param most that are inside at one time */
  constructor(most: number) {
    this.#free = most;
  }

  async pass<Result>(action: () => Promise<Result>): Promise<Result> {
    if (this.#free > 0) this.#free -= 1;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    try {
      return await action();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#free += 1;
      else next();
    }
  }
}
