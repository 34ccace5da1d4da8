// store: the one queue that all writes pass, so that "database is locked" cannot exist.
import type { Transaction } from 'kysely';
import type { Database } from './database.ts';

/** Most units that share one commit: beyond it the wait of the first outweighs the fsync that is saved. */
const UNITS_PER_COMMIT = 100;

/** How a store begins, nests and ends the transaction that a batch of units shares. */
export interface BatchTransaction {
  begin(): Promise<Transaction<Database>>;
  savepoint(): void;
  release(): void;
  /** False when the database has rolled the whole batch back by itself (a full disk does that). */
  rollbackToSavepoint(): boolean;
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

interface QueuedUnit {
  run(transaction: Transaction<Database>): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { readonly unit: QueuedUnit } & ({ readonly value: unknown } | { readonly error: unknown });

/**
 * Group commit: whatever has queued up runs as one transaction, each unit under a savepoint of its own, and each is
 * answered after the commit. A unit that throws undoes only itself; a commit that fails fails the whole batch.
 */
export class WriteQueue {
  readonly #batch: BatchTransaction;
  readonly #queue: QueuedUnit[] = [];
  #draining: Promise<void> | null = null;
  #closed = false;

  constructor(batch: BatchTransaction) {
    this.#batch = batch;
  }

  enqueue<T>(run: (transaction: Transaction<Database>) => Promise<T>): Promise<T> {
    if (this.#closed) return Promise.reject(new Error('the store is closed'));
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ run, resolve: (value) => resolve(value as T), reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Waits for what is queued, then takes no more. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#draining;
  }

  async #drain(): Promise<void> {
    // A turn of the event loop lets the requests that arrived together join the batch.
    await new Promise(setImmediate);
    while (this.#queue.length > 0) {
      await this.#runBatch(this.#queue.splice(0, UNITS_PER_COMMIT));
      await new Promise(setImmediate);
    }
    this.#draining = null;
  }

  async #runBatch(units: readonly QueuedUnit[]): Promise<void> {
    const outcomes: Outcome[] = [];
    try {
      const transaction = await this.#batch.begin();
      for (const unit of units) outcomes.push(await this.#runUnit(unit, transaction));
      await this.#batch.commit();
    } catch (error) {
      await this.#batch.rollback();
      for (const unit of units) unit.reject(error);
      return;
    }
    for (const outcome of outcomes) {
      if ('error' in outcome) outcome.unit.reject(outcome.error);
      else outcome.unit.resolve(outcome.value);
    }
  }

  async #runUnit(unit: QueuedUnit, transaction: Transaction<Database>): Promise<Outcome> {
    this.#batch.savepoint();
    try {
      const value = await unit.run(transaction);
      this.#batch.release();
      return { unit, value };
    } catch (error) {
      if (!this.#batch.rollbackToSavepoint()) throw error;
      return { unit, error };
    }
  }
}
