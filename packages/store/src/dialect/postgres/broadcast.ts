// store: what the servers on one Postgres tell each other, over LISTEN and NOTIFY.
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import type { Broadcast } from '../../store.ts';
import type { PostgresPlace } from './postgres-place.ts';
import { connectionOptions } from './postgres-pool.ts';

/** Postgres takes 8,000 bytes a notification. */
const MOST_BYTES = 7_900;

/** Messages of so many milliseconds share a notification: its commit is one that all others wait for. */
const GATHER_MS = 5;

const RECONNECT_MS = 500;

/**
 * One connection that listens and one that tells. Messages are lost while it is down; whoever listens is told of that
 * when it is up again, and looks for itself.
 */
export class PostgresBroadcast implements Broadcast {
  readonly #place: PostgresPlace;
  readonly #channel: string;
  /** Its own messages come back to it, and are known by this. */
  readonly #sender = crypto.randomUUID();
  #onMessage: (message: string) => void = () => undefined;
  #onGap: () => void = () => undefined;
  #client: Client | null = null;
  /** A set: what is told twice in a row is told once. */
  readonly #waiting = new Set<string>();
  #telling: Promise<void> | null = null;
  #closed = false;

  constructor(place: PostgresPlace) {
    this.#place = place;
    this.#channel = `signalbox_${place.schema}`;
  }

  /** @throws when Postgres cannot be reached; later losses are mended by itself */
  async open(): Promise<void> {
    const client = new Client(connectionOptions(this.#place));
    client.on('error', () => undefined);
    client.on('end', () => {
      if (this.#client === client) this.#client = null;
      if (!this.#closed) void this.#reopen();
    });
    client.on('notification', ({ payload = '' }) => this.#receive(payload));
    await client.connect();
    await client.query(`listen "${this.#channel}"`);
    this.#client = client;
  }

  publish(message: string): void {
    if (this.#closed) return;
    this.#waiting.add(message);
    this.#telling ??= this.#tell();
  }

  subscribe(onMessage: (message: string) => void, onGap: () => void): void {
    this.#onMessage = onMessage;
    this.#onGap = onGap;
  }

  /** Tells what still waits, then ends. */
  async close(): Promise<void> {
    await this.#telling;
    this.#closed = true;
    await this.#client?.end();
  }

  #receive(payload: string): void {
    const [sender, ...messages] = payload.split('\n');
    if (sender === this.#sender) return;
    for (const message of messages) this.#onMessage(message);
  }

  async #reopen(): Promise<void> {
    while (!this.#closed) {
      await pause(RECONNECT_MS, undefined, { ref: false });
      try {
        await this.open();
        this.#onGap();
        return;
      } catch {
        // Postgres is still away: whoever needs it says so, here it is only waited for.
      }
    }
  }

  async #tell(): Promise<void> {
    await pause(GATHER_MS);
    while (this.#waiting.size > 0) {
      const payload = this.#nextPayload();
      // A message that cannot be told is lost to the others, who look for themselves at intervals.
      await this.#client?.query('select pg_notify($1, $2)', [this.#channel, payload]).catch(() => undefined);
    }
    this.#telling = null;
  }

  #nextPayload(): string {
    let payload = this.#sender as string;
    for (const next of this.#waiting) {
      if (payload.length > this.#sender.length && payload.length + next.length >= MOST_BYTES) break;
      payload += `\n${next}`;
      this.#waiting.delete(next);
    }
    return payload;
  }
}
