// engine: who waits for work or for a service's next turn is woken, nobody polls.

/**
 * Topics that somebody can wait for: `runs:<work pool id>`, `task-runs:<task key>`, `slots:<concurrency limit id>` or
 * `service:<name>`.
 */
export type WakeUpTopic = `runs:${string}` | `task-runs:${string}` | `slots:${string}` | `service:${string}`;

export const isTopic = (text: string): text is WakeUpTopic => /^(runs|task-runs|slots|service):/.test(text);

/** A timer holds no more: 24 days. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

export class WakeUps {
  readonly #waiting = new Map<WakeUpTopic, Set<() => void>>();
  readonly #longest_wait_ms: number;
  /** Called with each topic that is woken here, so that other servers may be told. */
  onWake: (topic: WakeUpTopic) => void = () => undefined;

  /** @param longest_wait_ms milliseconds after which everyone looks again, if a wake-up may have been lost */
  constructor(longest_wait_ms = LONGEST_TIMER_MS) {
    this.#longest_wait_ms = longest_wait_ms;
  }

  /** Wakes everyone who waits for the topic, at every server. */
  wake(topic: WakeUpTopic): void {
    this.wakeHere(topic);
    this.onWake(topic);
  }

  /** Wakes those who wait at this server. */
  wakeHere(topic: WakeUpTopic): void {
    const waiting = this.#waiting.get(topic);
    if (!waiting) return;
    this.#waiting.delete(topic);
    for (const resolve of waiting) resolve();
  }

  /** Wakes everyone at this server: the clock has jumped, or messages may have been missed. */
  wakeAll(): void {
    for (const topic of [...this.#waiting.keys()]) this.wakeHere(topic);
  }

  /**
   * Resolves when the topic is woken, after `timeout_ms`, or when the signal aborts: whoever waits then looks again.
   * @param timeout_ms milliseconds; a longer wait than `longest_wait_ms` ends early and is harmless
   */
  wait(topic: WakeUpTopic, timeout_ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const waiting = this.#waiting.get(topic) ?? new Set();
      this.#waiting.set(topic, waiting);
      const finish = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        waiting.delete(finish);
        if (waiting.size === 0 && this.#waiting.get(topic) === waiting) this.#waiting.delete(topic);
        resolve();
      };
      const timer = setTimeout(finish, Math.min(Math.max(timeout_ms, 0), this.#longest_wait_ms));
      signal?.addEventListener('abort', finish, { once: true });
      waiting.add(finish);
    });
  }
}
