// signalbox: `signalbox worker start`
import { join } from 'node:path';
import { homeFolder } from '@signalbox/sdk/settings';
import { startWorker, type WorkerEvent } from '@signalbox/worker';
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';
import { CommandError, UsageError } from '../command-error.ts';
import type { WorkerOptions } from './declare.ts';
import { type HealthcheckOptions, startHealthcheck } from './healthcheck.ts';
import { nodeCommand, standbyCommand } from './node-command.ts';
import { workerLine } from './worker-lines.ts';

/** Seconds that runs get after the second Ctrl-C. */
const STOP_GRACE_SECONDS = 10;

function numberOf(option: string, text: string | undefined, least: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (!(number >= least)) throw new UsageError(`${option} takes a number from ${least} on, not ${text}.`);
  return number;
}

/** Prefect's settings for the same hold too. */
function healthcheckOptions({ healthcheckHost, healthcheckPort }: WorkerOptions): HealthcheckOptions {
  const { PREFECT_WORKER_WEBSERVER_HOST, PREFECT_WORKER_WEBSERVER_PORT } = process.env;
  return {
    host: healthcheckHost ?? PREFECT_WORKER_WEBSERVER_HOST ?? '127.0.0.1',
    port: numberOf('--healthcheck-port', healthcheckPort ?? PREFECT_WORKER_WEBSERVER_PORT, 0) ?? 8080,
    now: Date.now,
  };
}

export async function startFromCommand(command: Command, options: WorkerOptions): Promise<void> {
  const { client, output, say } = await openContext(command);
  const limit = numberOf('--limit', options.limit, 1);
  const prefetch_seconds = numberOf('--prefetch-seconds', options.prefetchSeconds, 0);
  const tell = (event: WorkerEvent): void => {
    const line = output === 'json' ? JSON.stringify(event) : workerLine(event, { run_output: true });
    if (line !== null) console.log(line);
  };
  const starting = new AbortController();
  let onSignal = (): void => starting.abort(new Error('The worker was stopped before it had reached the server.'));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => onSignal());
  const worker = await startWorker({
    client,
    work_pool_name: options.pool,
    node_command: nodeCommand(),
    standby_command: standbyCommand(),
    state_directory: join(homeFolder(), 'processes'),
    signal: starting.signal,
    tell,
    ...(options.type !== undefined && { work_pool_type: options.type }),
    ...(options.queue !== undefined && { work_queue_names: options.queue }),
    ...(options.name !== undefined && { name: options.name }),
    ...(options.runOnce === true && { run_once: true }),
    ...(limit !== undefined && { limit }),
    ...(prefetch_seconds !== undefined && { prefetch_seconds }),
  });
  onSignal = () => {
    worker.drain();
    onSignal = () => {
      // Without a server the end of a run cannot be reported; a third one gives up waiting for it.
      onSignal = () => process.exit(1);
      worker.stopRuns(STOP_GRACE_SECONDS).catch((error: unknown) => {
        tell({ type: 'trouble', message: error instanceof Error ? error.message : String(error) });
      });
    };
  };
  await using opened = new AsyncDisposableStack();
  try {
    if (options.withHealthcheck === true)
      say(`Its health is told at ${opened.use(await startHealthcheck(worker, healthcheckOptions(options))).url}.`);
  } catch (error) {
    worker.drain();
    await worker.finished;
    const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    throw isTaken
      ? new CommandError('The port of the health check is taken. Choose another with --healthcheck-port.', {
          cause: error,
        })
      : error;
  }
  await worker.finished;
}
