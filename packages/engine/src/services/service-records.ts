// engine: what each background service has done so far, for whoever asks whether the server is well.
import type { Timestamp } from '@signalbox/contract';

export interface ServiceRecord {
  /** Turns that it has done, and of these how many failed. */
  readonly runs: number;
  readonly failures: number;
  /** Failures since the last turn that succeeded. */
  readonly failures_in_a_row: number;
  /** When its last turn ended; null before the first. */
  readonly last_run: Timestamp | null;
  readonly last_duration_seconds: number;
  /** What the last turn failed with; null when it succeeded. */
  readonly last_error: string | null;
}

/** Failures in a row from which on a service counts as broken: one or two may be a lock or a full disk that heals. */
const BROKEN_AFTER_FAILURES = 3;

const UNUSED: ServiceRecord = {
  runs: 0,
  failures: 0,
  failures_in_a_row: 0,
  last_run: null,
  last_duration_seconds: 0,
  last_error: null,
};

export class ServiceRecords {
  readonly #records = new Map<string, ServiceRecord>();
  #running = false;

  begin(names: readonly string[]): void {
    for (const name of names) this.#records.set(name, UNUSED);
    this.#running = true;
  }

  end(): void {
    this.#running = false;
  }

  /** @param error what the turn failed with; null when it succeeded */
  note(name: string, ended: Timestamp, duration_seconds: number, error: unknown): void {
    const before = this.#records.get(name) ?? UNUSED;
    const failed = error !== null;
    this.#records.set(name, {
      runs: before.runs + 1,
      failures: before.failures + Number(failed),
      failures_in_a_row: failed ? before.failures_in_a_row + 1 : 0,
      last_run: ended,
      last_duration_seconds: duration_seconds,
      last_error: failed ? messageOf(error) : null,
    });
  }

  all(): ReadonlyMap<string, ServiceRecord> {
    return this.#records;
  }

  /** Why the services cannot be relied on now; null when they can. */
  trouble(): string | null {
    if (!this.#running) return 'The background services are not running.';
    for (const [name, { failures_in_a_row, last_error }] of this.#records) {
      if (failures_in_a_row >= BROKEN_AFTER_FAILURES)
        return `The background service ${name} has failed ${failures_in_a_row} times in a row: ${last_error}`;
    }
    return null;
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
