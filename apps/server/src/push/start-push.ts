// server: watches which push pools there are. Nothing of a worker is loaded before there is one.
import type { WorkPoolResponse } from '@signalbox/contract';
import type { Engine } from '@signalbox/engine';
import { listPushWorkPools } from '@signalbox/store';
import type { ServerLog } from '../observability/server-log.ts';
import type { PushedPool } from './pushed-pool.ts';

type Pool = Pick<WorkPoolResponse, 'id' | 'name' | 'type'>;

/** Another server may have died before it told of a pool; a timer of its own finds that too. */
const LOOK_AGAIN_MS = 60_000;
/** Milliseconds before a pool that could not be served is tried again. */
const TRY_AGAIN_MS = 5_000;

export interface Push {
  /** Ends all loops; what was started goes on, and the next server finds it again. */
  stop(): Promise<void>;
}

export interface PushRoom {
  readonly engine: Engine;
  readonly log: ServerLog;
  /** Serves the pool until it is told to leave; rejects when it cannot. */
  serve(pool: Pool): Promise<PushedPool>;
}

/** Serves each push pool, also those that are made later. */
export function startPush({ engine, log, serve }: PushRoom): Push {
  const stopping = new AbortController();
  const pools = new Map<string, Promise<PushedPool | null>>();

  const begin = async (pool: Pool): Promise<PushedPool | null> => {
    try {
      const pushed = await serve(pool);
      pushed.finished.catch((error: unknown) => failed(pool, error));
      return pushed;
    } catch (error) {
      failed(pool, error);
      return null;
    }
  };

  const failed = (pool: Pool, error: unknown): void => {
    if (stopping.signal.aborted || !pools.has(pool.id)) return;
    if (error instanceof Error && error.name === 'WorkPoolError') {
      // Nothing but another setting or version changes that.
      log.warning(`The runs of the work pool ${pool.name} are not submitted by this server. ${error.message}`);
      return;
    }
    log.error(`the runs of the work pool ${pool.name} could not be submitted`, error);
    pools.delete(pool.id);
    const timer = setTimeout(() => engine.wakeUps.wakeHere('service:push'), TRY_AGAIN_MS);
    stopping.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
  };

  const settle = async (): Promise<void> => {
    const there = await listPushWorkPools(engine.store.read);
    const ids = new Set<string>(there.map(({ id }) => id));
    for (const [id, pushed] of pools) {
      if (ids.has(id)) continue;
      pools.delete(id);
      pushed.then((pool) => pool?.drain()).catch((error: unknown) => log.error('a push pool could not be left', error));
    }
    for (const pool of there) if (!pools.has(pool.id)) pools.set(pool.id, begin(pool));
  };

  const watch = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const woken = engine.wakeUps.wait('service:push', LOOK_AGAIN_MS, stopping.signal);
      await settle().catch((error: unknown) => log.error('push pools could not be read', error));
      await woken;
    }
  };

  const watching = watch();
  return {
    stop: async () => {
      stopping.abort();
      await watching;
      const served = await Promise.all(pools.values());
      await Promise.all(served.map((pool) => pool?.leave()));
    },
  };
}
