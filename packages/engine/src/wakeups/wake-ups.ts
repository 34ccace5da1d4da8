// engine: who waits for work or for a service's next turn is woken, nobody polls.

/**
 * Topics that somebody can wait for: `runs:<work pool id>`, `task-runs:<task key>`, `slots:<concurrency limit id>` or
 * `service:<name>`.
 */
export type WakeUpTopic = `runs:${string}` | `task-runs:${string}` | `slots:${string}` | `service:${string}`;

export class WakeUps {
  readonly #waiting = new Map<WakeUpTopic, Set<() => void>>();

  /** Wakes everyone who waits for the topic. */
  wake(topic: WakeUpTopic): void {
    const waiting = this.#waiting.get(topic);
    if (!waiting) return;
    this.#waiting.delete(topic);
    for (const resolve of waiting) resolve();
  }

  /** Wakes everyone: the clock has jumped. */
  wakeAll(): void {
    for (const topic of [...this.#waiting.keys()]) this.wake(topic);
  }

  /**
   * Resolves when the topic is woken, after `timeout_ms`, or when the signal aborts: whoever waits then looks again.
   * @param timeout_ms milliseconds; a longer wait than a timer can hold (24 days) ends early and is harmless
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
      const timer = setTimeout(finish, Math.min(Math.max(timeout_ms, 0), 2 ** 31 - 1));
      signal?.addEventListener('abort', finish, { once: true });
      waiting.add(finish);
    });
  }
}
