// store: the one queue that all writes pass, so that "database is locked" cannot exist.
import type { Transaction } from 'kysely';
import type { Database } from '../../database.ts';
import type { WrittenBatch } from '../../store.ts';

/** Most units that share one commit: beyond it the wait of the first outweighs the commit that is saved. */
const UNITS_PER_COMMIT = 100;

/** How a store begins, nests and ends the transaction that a batch of units shares. */
export interface BatchTransaction {
  begin(): Promise<Transaction<Database>>;
  /** How many statements that write have been tried: a unit that fails before its first one has nothing to undo. */
  writes(): number;
  savepoint(): void;
  release(): void;
  /** False when the database has rolled the whole batch back by itself (a full disk does that). */
  rollbackToSavepoint(): boolean;
  /** Makes the batch visible to readers; it is not on the disk before `sync`. */
  commit(): Promise<void>;
  rollback(): Promise<void>;
  /** Resolves when all that was committed before is on the disk. */
  sync(): Promise<void>;
}

interface QueuedUnit {
  run(transaction: Transaction<Database>): Promise<unknown>;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

type Outcome = { readonly unit: QueuedUnit } & ({ readonly value: unknown } | { readonly error: unknown });

/** A unit failed after it had written: the batch must run again with a savepoint around each unit. */
class NeedsSavepoints extends Error {}

/**
 * Group commit: whatever has queued up runs as one transaction and is answered when that is on the disk. While the disk
 * works, the next batch runs, and whatever queues up behind that one waits for both: batches grow with the load.
 *
 * A unit that throws undoes only itself; a commit that fails fails the whole batch. Savepoints would cost more than
 * the statements between them (SQLite copies each page that is touched within one), so a batch runs without, and only
 * if a unit fails after having written is it undone and repeated with them.
 */
export class WriteQueue {
  readonly #batch: BatchTransaction;
  readonly #queue: QueuedUnit[] = [];
  #draining: Promise<void> | null = null;
  #closed = false;
  /** Called after each commit, if anybody watches. */
  onBatch: ((batch: WrittenBatch) => void) | null = null;

  constructor(batch: BatchTransaction) {
    this.#batch = batch;
  }

  /** Units that no batch has taken yet. */
  get waiting(): number {
    return this.#queue.length;
  }

  /** @param run may run twice, and must change nothing but the database */
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
    let answered = Promise.resolve();
    // A turn of the event loop lets the requests that arrived together join the batch.
    await new Promise(setImmediate);
    while (this.#queue.length > 0) {
      const began = this.onBatch === null ? 0 : performance.now();
      const outcomes = await this.#runBatch(this.#queue.splice(0, UNITS_PER_COMMIT));
      await answered;
      answered = this.#answer(outcomes, began);
      await new Promise(setImmediate);
      // With nothing else to do, the units that the answers bring forth share the next batch.
      if (this.#queue.length === 0) await answered;
    }
    this.#draining = null;
  }

  async #answer(outcomes: readonly Outcome[], began: number): Promise<void> {
    let failure: { readonly error: unknown } | null = null;
    try {
      await this.#batch.sync();
    } catch (error) {
      failure = { error };
    }
    this.onBatch?.({ units: outcomes.length, seconds: (performance.now() - began) / 1_000 });
    for (const { unit, ...outcome } of outcomes) {
      if (failure) unit.reject(failure.error);
      else if ('error' in outcome) unit.reject(outcome.error);
      else unit.resolve(outcome.value);
    }
  }

  async #runBatch(units: readonly QueuedUnit[]): Promise<readonly Outcome[]> {
    try {
      return await this.#runAll(units, (unit, transaction) => this.#runBare(unit, transaction));
    } catch (error) {
      if (!(error instanceof NeedsSavepoints)) return units.map((unit) => ({ unit, error }));
    }
    try {
      return await this.#runAll(units, (unit, transaction) => this.#runWithSavepoint(unit, transaction));
    } catch (error) {
      return units.map((unit) => ({ unit, error }));
    }
  }

  async #runAll(
    units: readonly QueuedUnit[],
    run: (unit: QueuedUnit, transaction: Transaction<Database>) => Promise<Outcome>,
  ): Promise<readonly Outcome[]> {
    const outcomes: Outcome[] = [];
    try {
      const transaction = await this.#batch.begin();
      for (const unit of units) outcomes.push(await run(unit, transaction));
      await this.#batch.commit();
      return outcomes;
    } catch (error) {
      await this.#batch.rollback();
      throw error;
    }
  }

  async #runBare(unit: QueuedUnit, transaction: Transaction<Database>): Promise<Outcome> {
    const written = this.#batch.writes();
    try {
      return { unit, value: await unit.run(transaction) };
    } catch (error) {
      if (this.#batch.writes() !== written) throw new NeedsSavepoints();
      return { unit, error };
    }
  }

  async #runWithSavepoint(unit: QueuedUnit, transaction: Transaction<Database>): Promise<Outcome> {
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
