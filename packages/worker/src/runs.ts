// worker: the runs that this worker has in hand.
import { once } from 'node:events';
import type { FlowRunId } from '@signalbox/contract';
import type { RunningRun } from './running-run.ts';
import type { Tell } from './worker-event.ts';

export class Runs {
  readonly #runs = new Map<string, { readonly running: RunningRun; readonly ended: Promise<void> }>();
  readonly #tell: Tell;

  constructor(tell: Tell) {
    this.#tell = tell;
  }

  get size(): number {
    return this.#runs.size;
  }

  get ids(): FlowRunId[] {
    return [...this.#runs.values()].map(({ running }) => running.run.id);
  }

  has(id: string): boolean {
    return this.#runs.has(id);
  }

  add(running: RunningRun): void {
    const { id } = running.run;
    const ended = running.ended
      .catch((error: unknown) => this.#trouble(running, error))
      .finally(() => this.#runs.delete(id));
    this.#runs.set(id, { running, ended });
  }

  /** Cancels the run if it is one of these. */
  cancel(id: string): void {
    const running = this.#runs.get(id)?.running;
    running?.cancel().catch((error: unknown) => this.#trouble(running, error));
  }

  async stopAll(grace_seconds: number): Promise<void> {
    await Promise.all([...this.#runs.values()].map(({ running }) => running.stop(grace_seconds)));
  }

  async allEnded(): Promise<void> {
    while (this.#runs.size > 0) await Promise.all([...this.#runs.values()].map(({ ended }) => ended));
  }

  /** Resolves when one has ended, or the signal aborts. */
  async oneEnded(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const settled = new AbortController();
    const aborted = once(signal, 'abort', { signal: settled.signal }).catch(() => undefined);
    await Promise.race([aborted, ...[...this.#runs.values()].map(({ ended }) => ended)]);
    settled.abort();
  }

  #trouble({ run }: RunningRun, error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#tell({ type: 'trouble', message: `Flow run ${run.name}: ${reason}` });
  }
}
