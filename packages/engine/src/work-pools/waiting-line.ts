// engine: workers that wait for runs of the same queues: one looks for all, and each run is offered to one of them.
import type { StateId, Timestamp } from '@signalbox/contract';
import { addSeconds, secondsBetween } from '@signalbox/core';
import { findRunOffers, insertRunOffers, nextDueIn } from '@signalbox/store';
import type { Engine } from '../engine.ts';
import { type DueRun, findDueRuns, type Wanted } from './due-runs.ts';

/** What the workers of one line ask for; `ahead_seconds` before its time a run is due for them. */
export interface LineOf extends Pick<Wanted, 'work_pool_id' | 'work_queue_names' | 'scheduled_after'> {
  readonly ahead_seconds: number;
}

export interface Waiter {
  /** Most runs that it takes. */
  readonly limit: number;
  /** Seconds until it gets an empty answer. */
  readonly wait_seconds: number;
  /** Aborts when it is gone. */
  readonly signal: AbortSignal;
}

interface Place {
  readonly limit: number;
  give(runs: readonly DueRun[]): void;
  fail(error: unknown): void;
}

/** Seconds that a run is kept for the worker it was offered to; when that has not taken it by then, others get it. */
const OFFER_SECONDS = 2;
const FOREVER_MS = 2 ** 31 - 1;

/**
 * While anybody waits, a line looks when it is woken (`runs:<work pool id>`) and when the next run becomes due. A
 * thousand workers in it cost one look each time, and nothing in between.
 */
export class WaitingLine {
  readonly #engine: Engine;
  readonly #of: LineOf;
  readonly #waiting: Place[] = [];
  #resting = new AbortController();
  #isServed = false;

  constructor(engine: Engine, of: LineOf) {
    this.#engine = engine;
    this.#of = of;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  /** Resolves with runs as soon as some are due, or with none at the end of the wait. */
  join({ limit, wait_seconds, signal }: Waiter): Promise<readonly DueRun[]> {
    if (signal.aborted) return Promise.resolve([]);
    return new Promise((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', giveNothing);
        this.#waiting.splice(this.#waiting.indexOf(place), 1);
        if (this.isEmpty) this.#resting.abort();
      };
      const place: Place = {
        limit,
        give: (runs) => {
          leave();
          resolve(runs);
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      const giveNothing = () => place.give([]);
      const timer = setTimeout(giveNothing, wait_seconds * 1_000);
      signal.addEventListener('abort', giveNothing, { once: true });
      this.#waiting.push(place);
      // A line that rests has looked: whoever joins it later need not look again.
      if (!this.#isServed) void this.#serve();
    });
  }

  async #serve(): Promise<void> {
    this.#isServed = true;
    try {
      while (!this.isEmpty) await this.#lookAndRest();
    } catch (error) {
      for (const place of [...this.#waiting]) place.fail(error);
    } finally {
      this.#isServed = false;
    }
  }

  async #lookAndRest(): Promise<void> {
    const topic = `runs:${this.#of.work_pool_id}` as const;
    this.#resting = new AbortController();
    const { signal } = this.#resting;
    // Listening starts before the look, or a run that comes in between would wait for the next.
    const woken = this.#engine.wakeUps.wait(topic, FOREVER_MS, signal);
    const rest_ms = await this.#look();
    if (!this.isEmpty) await Promise.race([woken, this.#engine.wakeUps.wait(topic, rest_ms, signal)]);
    this.#resting.abort();
  }

  /** Gives out what is due; answers how long nothing more will be, unless the line is woken. In milliseconds. */
  async #look(): Promise<number> {
    const { ahead_seconds, ...of } = this.#of;
    const { store, settings, clock } = this.#engine;
    const now = clock();
    const scheduled_before = addSeconds(now, ahead_seconds);
    const found = await findDueRuns(this.#engine, { ...of, scheduled_before, limit: settings.page_size });
    const next = await nextDueIn(store.read, found.open_queue_ids, scheduled_before);
    const offer_ends = await this.#giveOut(found.runs, now);
    const due = next === null ? [] : [addSeconds(next, -ahead_seconds)];
    const rests = [...due, ...offer_ends].map((time) => secondsBetween(now, time) * 1_000);
    return Math.max(0, Math.min(FOREVER_MS, ...rests));
  }

  /**
   * Each run to one worker, also where several servers have lines, and to all about as many; answers when the offers
   * end of runs that are still due.
   */
  async #giveOut(due: readonly DueRun[], now: Timestamp): Promise<Timestamp[]> {
    const offered = await findRunOffers(this.#engine.store.read, due.flatMap(stateIdOf), now);
    const open = due.filter((run) => !stateIdOf(run).some((state_id) => offered.has(state_id)));
    const ends = [...offered.values()];
    if (open.length === 0) return ends;
    const mine = await this.#offer(open, addSeconds(now, OFFER_SECONDS));
    ends.push(addSeconds(now, OFFER_SECONDS));
    while (mine.length > 0) {
      const [first] = this.#waiting;
      if (!first) break;
      first.give(mine.splice(0, Math.min(first.limit, Math.ceil(mine.length / this.#waiting.length))));
    }
    return ends;
  }

  /** As many as the waiting workers take. */
  async #offer(open: readonly DueRun[], expires_at: Timestamp): Promise<DueRun[]> {
    const wanted = this.#waiting.reduce((sum, { limit }) => sum + limit, 0);
    const offers = open
      .slice(0, wanted)
      .flatMap(stateIdOf)
      .map((state_id) => ({ state_id, expires_at }));
    if (offers.length === 0) return [];
    const taken = await this.#engine.write(({ transaction, now }) => insertRunOffers(transaction, offers, now));
    return open.filter((run) => stateIdOf(run).some((state_id) => taken.has(state_id)));
  }
}

const stateIdOf = ({ flow_run }: DueRun): StateId[] => (flow_run.state_id === null ? [] : [flow_run.state_id]);
