// store: what the rest of Signalbox knows of a database, whichever it is.
import type { Kysely, Transaction } from 'kysely';
import type { Database } from './database.ts';

/** What one commit took. */
export interface WrittenBatch {
  readonly units: number;
  /** From its first statement until it was on the disk. */
  readonly seconds: number;
}

/** How servers that share a database tell each other what has been committed. Messages may be lost: see `onGap`. */
export interface Broadcast {
  /** @param message one line of at most 7,800 bytes */
  publish(message: string): void;
  /**
   * There is one who listens.
   * @param onMessage receives what other servers publish
   * @param onGap called when messages may have been missed
   */
  subscribe(onMessage: (message: string) => void, onGap: () => void): void;
}

export interface Store {
  /** For queries outside of a write: never waits for the writer. */
  readonly read: Kysely<Database>;
  /**
   * Runs a unit of work in a transaction and answers once it is on disk. The unit must await nothing but queries, as
   * others wait for it, and may run more than once. Rejects with what the unit throws, after undoing what it wrote.
   */
  write<T>(unit: (transaction: Transaction<Database>) => Promise<T>): Promise<T>;
  /** Null when no other server can use the database. */
  readonly broadcast: Broadcast | null;
  /** Units of work that wait for their turn. */
  waitingWrites(): number;
  /** Calls back after each commit: there is one who watches. */
  watchWrites(onBatch: (batch: WrittenBatch) => void): void;
  /** Gives back the memory of pages that were read or written before, which are then read anew. */
  rest(): void;
  /** Waits for queued writes, then closes the database. */
  close(): Promise<void>;
}
