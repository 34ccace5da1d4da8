// worker: the pull loop: due runs in, running processes out, until it is told to drain.
import { setMaxListeners } from 'node:events';
import { homedir, hostname } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@signalbox/client';
import { isCancelling } from '@signalbox/core';
import { watchCancellations } from './cancellations.ts';
import { readCapabilities } from './capabilities.ts';
import { claimRun } from './claim.ts';
import { readDueRuns, restAfterNothing } from './due-runs.ts';
import { findAgain } from './find-again.ts';
import { keepHeartbeat, sendHeartbeat } from './heartbeat.ts';
import { insistently } from './insistently.ts';
import { openInfrastructure } from './open-infrastructure.ts';
import { RunningRun } from './running-run.ts';
import { Runs } from './runs.ts';
import { Turnstile } from './turnstile.ts';
import { openWorkPool } from './work-pool.ts';
import type { WorkerContext } from './worker-context.ts';
import type { Tell } from './worker-event.ts';
import { holdWorkerName } from './worker-name.ts';

/** What Prefect's workers take ahead of time, where the server does not wake us at the time itself. */
const PREFETCH_SECONDS = 10;

export interface StartWorkerOptions {
  readonly client: Client;
  /** Created when there is none of that name. */
  readonly work_pool_name: string;
  /** The type that the pool must have, and gets when it is made; by default the pool's own, and `process` for a new one. */
  readonly work_pool_type?: string;
  /** By default all queues of the pool. */
  readonly work_queue_names?: readonly string[];
  /** The most runs at one time; by default no limit but the pool's. */
  readonly limit?: number;
  /** By default `<host>-<pool>`, with a number when that one is taken. */
  readonly name?: string;
  /** Seconds before its time that a run is taken; by default 0 where the server wakes its workers, else 10. */
  readonly prefetch_seconds?: number;
  /** Takes what is due now, waits for its end, and finishes. */
  readonly run_once?: boolean;
  /** Aborted, it drains the worker. */
  readonly signal?: AbortSignal;
  /** The words before the flow run's id in the command that executes a flow of Node; by default `signalbox flow-run execute`. */
  readonly node_command?: readonly string[];
  /**
   * Starts a process that loads what a flow of Node needs, waits for a run on its standard input, and executes it. One is
   * kept ready, for a faster start; without it each run gets a process from its start.
   */
  readonly standby_command?: readonly string[];
  /** Where records of processes are kept, so that a restarted worker finds them; by default `~/.signalbox/processes`. */
  readonly state_directory?: string;
  /** Serves the pool with this kind instead of its type's own: a push pool's type is its kind with `:push` after it. */
  readonly infrastructure_type?: string;
  /** Under which the runs reach the server; by default where the client does. */
  readonly run_api_url?: string;
  /** The environment of processes, and where job variables are read from; by default that of this process. */
  readonly environment?: NodeJS.ProcessEnv;
  /** How many runs may be submitted at one time, for several workers together; by default without a limit. */
  readonly submissions?: Turnstile;
  /**
   * Whether a cloud is asked as this machine where a pool names no credentials; by default true. A server that submits runs
   * does not lend its identity to whoever may create a deployment.
   */
  readonly own_identity?: boolean;
  readonly tell?: Tell;
}

export interface Worker {
  readonly name: string;
  /** Resolves when the worker has drained; rejects when it cannot go on. */
  readonly finished: Promise<void>;
  /** The number of runs that go on. */
  readonly running: number;
  /** When the server last took a sign of life of the worker, in milliseconds since 1970; it gets one every 30 seconds. */
  readonly heard_at: number;
  /** Takes no more runs; `finished` resolves when those that go on have ended. */
  drain(): void;
  /** Takes no more runs and lets those that go on do so unwatched: the next worker of this name finds them again. */
  leave(): Promise<void>;
  /** Ends the processes of all runs, which are then reported as crashed, and drains. */
  stopRuns(grace_seconds: number): Promise<void>;
}

/**
 * Starts a worker of a work pool. Resolves when it is ready for work.
 *
 * @example
 * const worker = await startWorker({ client, work_pool_name: 'default' });
 * process.once('SIGTERM', () => worker.drain());
 * await worker.finished;
 */
export async function startWorker(options: StartWorkerOptions): Promise<Worker> {
  const state_directory = options.state_directory ?? join(homedir(), '.signalbox', 'processes');
  const tell: Tell = options.tell ?? (() => undefined);
  const draining = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, draining.signal]) : draining.signal;
  const { client, work_pool_name } = options;
  const node_command = options.node_command ?? ['signalbox', 'flow-run', 'execute'];
  using held = new DisposableStack();
  const { name } = held.use(holdWorkerName(state_directory, work_pool_name, options.name));
  const capabilities = await insistently(() => readCapabilities(client, signal), { tell, signal });
  const left = new AbortController();
  setMaxListeners(0, left.signal);
  const environment = options.environment ?? process.env;
  const { type } = await openWorkPool(client, work_pool_name, options.work_pool_type ?? null);
  const infrastructure = held.use(
    await openInfrastructure(options.infrastructure_type ?? type, {
      state_directory,
      environment,
      own_identity: options.own_identity ?? true,
      ...(options.standby_command !== undefined &&
        options.run_once !== true && { standby: { replaces: node_command, command: options.standby_command } }),
    }),
  );
  const context: WorkerContext = {
    client,
    infrastructure,
    capabilities,
    worker_name: name,
    lease_holder: `${hostname()}/${name}`,
    work_pool_name,
    node_command,
    run_api_url: options.run_api_url ?? client.connection.api_url,
    submissions: options.submissions ?? new Turnstile(Number.POSITIVE_INFINITY),
    signal: left.signal,
    environment,
    tell,
  };
  await sendHeartbeat(context);
  const runs = new Runs(tell);
  for (const { run, claim, handle } of await findAgain(context, options.infrastructure_type !== undefined)) {
    runs.add(new RunningRun(context, run, claim, handle));
    if (isCancelling(run.state)) runs.cancel(run.id);
  }
  return beginWork({ context, runs, held: held.move(), draining, left }, options, signal);
}

interface Beginning {
  readonly context: WorkerContext;
  readonly runs: Runs;
  /** Given back when the worker has finished. */
  readonly held: Disposable;
  readonly draining: AbortController;
  readonly left: AbortController;
}

function beginWork(
  { context, runs, held, draining, left }: Beginning,
  options: StartWorkerOptions,
  signal: AbortSignal,
): Worker {
  const over = new AbortController();
  // Its first sign of life was taken before it began.
  let heard_at = Date.now();
  const background = Promise.all([
    keepHeartbeat(context, over.signal, () => {
      heard_at = Date.now();
    }),
    watchCancellations(
      context.client,
      () => runs.ids,
      (id) => runs.cancel(id),
      over.signal,
    ),
  ]);
  const { wait_for_work } = context.capabilities;
  context.tell({
    type: 'ready',
    worker_name: context.worker_name,
    work_pool_name: context.work_pool_name,
    waits_for_work: wait_for_work,
  });
  const work = async (): Promise<void> => {
    try {
      await pull(context, runs, options, signal);
      if (runs.size > 0 && options.run_once !== true && !left.signal.aborted)
        context.tell({ type: 'draining', running: runs.size });
      await runs.allEnded();
    } finally {
      over.abort();
      held[Symbol.dispose]();
      await background;
    }
  };
  const finished = work();
  return {
    name: context.worker_name,
    finished,
    get running() {
      return runs.size;
    },
    get heard_at() {
      return heard_at;
    },
    drain: () => draining.abort(),
    leave: async () => {
      left.abort();
      draining.abort();
      await finished;
    },
    stopRuns: async (grace_seconds) => {
      draining.abort();
      await runs.stopAll(grace_seconds);
    },
  };
}

async function pull(
  context: WorkerContext,
  runs: Runs,
  { limit, work_queue_names = [], prefetch_seconds, run_once = false }: StartWorkerOptions,
  signal: AbortSignal,
): Promise<void> {
  const seconds_ahead = prefetch_seconds ?? (context.capabilities.wait_for_work ? 0 : PREFETCH_SECONDS);
  while (!signal.aborted) {
    if (limit !== undefined && runs.size >= limit) {
      await runs.oneEnded(signal);
      continue;
    }
    const asked_at = performance.now();
    const free = limit === undefined ? undefined : limit - runs.size;
    const asked = { work_queue_names, prefetch_seconds: seconds_ahead, limit: free, wait: !run_once, signal };
    const taken = await insistently(() => readDueRuns(context, asked), { tell: context.tell, signal })
      .then((due) =>
        takeAll(
          context,
          runs,
          due.map(({ flow_run }) => flow_run),
        ),
      )
      .catch((error: unknown) => {
        if (signal.aborted) return 0;
        throw error;
      });
    if (run_once) return;
    if (taken === 0) await restAfterNothing(context, asked_at, signal);
  }
}

/** The number of runs that this worker got. */
async function takeAll(context: WorkerContext, runs: Runs, due: readonly RunningRun['run'][]): Promise<number> {
  const taken = await Promise.all(
    due
      .filter(({ id }) => !runs.has(id))
      .map(async (run) => {
        try {
          const claim = await claimRun(context, run);
          if (claim !== null) runs.add(new RunningRun(context, run, claim, null));
          return claim !== null;
        } catch (error) {
          const reason = error instanceof Error ? error.message : String(error);
          context.tell({ type: 'trouble', message: `Flow run ${run.name} could not be taken: ${reason}` });
          return false;
        }
      }),
  );
  return taken.filter(Boolean).length;
}
