// signalbox: `signalbox dev`: server, dashboard, worker and deploying in one process.
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { type Client, createClient } from '@signalbox/client';
import type { DeployResult } from '@signalbox/deploy';
import { homeFolder } from '@signalbox/sdk/settings';
import type { Worker } from '@signalbox/worker';
import type { Command } from 'commander';
import { writerOf } from '../command-context.ts';
import { UsageError } from '../command-error.ts';
import { fullName, hasManifest } from '../deploy/project.ts';
import { openServer } from '../server/open-server.ts';
import { portFrom } from '../server/port.ts';
import { nodeCommand, standbyCommand } from '../workers/node-command.ts';
import { workerLine } from '../workers/worker-lines.ts';
import type { DevOptions } from './declare.ts';
import { keepDeployed } from './keep-deployed.ts';

/** Seconds that runs get to end after Ctrl-C. */
const STOP_GRACE_SECONDS = 5;

export async function develop(command: Command, options: DevOptions): Promise<void> {
  const { say } = writerOf(command);
  const folder = resolve(options.folder);
  const limit = options.limit === undefined ? undefined : Number(options.limit);
  if (limit !== undefined && !(limit >= 1))
    throw new UsageError(`--limit takes a number from 1 on, not ${options.limit}.`);
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await using server = await openServer({
    host: options.host,
    port: portFrom(options.port),
    ui: true,
    ...(options.database !== undefined && { database_path: options.database }),
  });
  say(`Signalbox is ready: ${server.has_ui ? server.url : `${server.api_url} (the dashboard is not built)`}`);
  const client = createClient({ api_url: server.api_url, ...server.credentials });
  const worker = await startOwnWorker(client, options.pool, limit, say);
  const over = new AbortController();
  const deployed = (await hasManifest(folder))
    ? keepDeployed({ folder, client, ...tellDeploying(say) }, over.signal)
    : Promise.resolve(say(`No signalbox.yaml or prefect.yaml in ${folder}: \`signalbox init\` makes one.`));
  await Promise.race([stopped, worker.finished]);
  over.abort();
  if (worker.running > 0) say(`Ending ${worker.running} ${worker.running === 1 ? 'run' : 'runs'} …`);
  await worker.stopRuns(STOP_GRACE_SECONDS);
  await Promise.all([worker.finished, deployed]);
}

/** Loaded once the server listens: until then nobody needs it. */
async function startOwnWorker(
  client: Client,
  work_pool_name: string,
  limit: number | undefined,
  say: (text: string) => void,
): Promise<Worker> {
  const { startWorker } = await import('@signalbox/worker');
  return startWorker({
    client,
    work_pool_name,
    node_command: nodeCommand(),
    standby_command: standbyCommand(),
    state_directory: join(homeFolder(), 'processes'),
    ...(limit !== undefined && { limit }),
    tell: (event) => {
      // What the worker says of its own beginning and end, the server beside it has said.
      if (event.type === 'ready' || event.type === 'draining') return;
      const line = workerLine(event, { run_output: false });
      if (line !== null) say(line);
    },
  });
}

function tellDeploying(say: (text: string) => void) {
  let isFirst = true;
  return {
    onDeployed: (results: readonly DeployResult[]): void => {
      const [first] = results;
      if (first === undefined) say('The manifest declares no deployments.');
      else if (isFirst)
        say(
          [
            `Deployed: ${results.map(fullName).join(', ')}`,
            '',
            'Try next:',
            `  npx signalbox deployment run ${fullName(first)} --watch`,
            '  npx signalbox flow-run ls',
            '',
          ].join('\n'),
        );
      else say('Deployed again.');
      isFirst = false;
    },
    onFailed: (message: string): void => say(`Not deployed: ${message}`),
  };
}
