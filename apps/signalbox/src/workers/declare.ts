// signalbox: `signalbox worker …`
import type { Command } from 'commander';

export interface WorkerOptions {
  readonly pool: string;
  readonly type?: string;
  readonly queue?: string[];
  readonly limit?: string;
  readonly name?: string;
  readonly prefetchSeconds?: string;
  readonly runOnce?: boolean;
  readonly withHealthcheck?: boolean;
  readonly healthcheckHost?: string;
  readonly healthcheckPort?: string;
}

export function declareWorker(worker: Command): void {
  worker
    .command('start')
    .description('start a worker on this machine')
    .option('--pool <name>', 'the work pool; created when there is none of that name', 'default')
    .option('--type <type>', 'the type that the pool must have; a new pool gets it (default: "process")')
    .option('--queue <name...>', 'only these queues of the pool')
    .option('--limit <n>', 'the most runs at one time')
    .option('--name <name>', 'the name of the worker; by default HOST-POOL')
    .option('--prefetch-seconds <n>', 'takes runs so many seconds before their time')
    .option('--with-healthcheck', 'answers GET /health: 200 while the server hears of the worker, else 503')
    .option('--healthcheck-host <host>', 'where it listens for that (default: "127.0.0.1")')
    .option('--healthcheck-port <n>', 'on which port; 0 takes a free one (default: 8080)')
    .option('--run-once', 'runs what is due now, and ends')
    .addHelpText('after', '\nCtrl-C takes no more runs and waits for those that go on; a second one ends those too.')
    .action(async (options: WorkerOptions, command: Command) => {
      const { startFromCommand } = await import('./start.ts');
      await startFromCommand(command, options);
    });
}
