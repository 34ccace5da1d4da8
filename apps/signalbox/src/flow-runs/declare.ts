// signalbox: `signalbox flow-run …`
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';

const RUN = 'the id or the name of the flow run';

export interface ListOptions {
  readonly state?: string[];
  readonly flow?: string;
  readonly deployment?: string;
  readonly workPool?: string;
  readonly tag?: string[];
  readonly limit: string;
}

export interface LogsOptions {
  readonly follow?: boolean;
  readonly level?: string;
  readonly tail?: string;
}

export function declareFlowRun(flow_run: Command): void {
  flow_run
    .command('ls')
    .description('list flow runs, the newest first')
    .option('--state <name...>', 'only those in one of the states, for instance Running or Late')
    .option('--flow <name>', 'only those of the flow')
    .option('--deployment <name>', 'only those of FLOW/DEPLOYMENT')
    .option('--work-pool <name>', 'only those of the work pool')
    .option('--tag <tag...>', 'only those with all of the tags')
    .option('--limit <n>', 'at most so many', '20')
    .action(async (options: ListOptions, command: Command) => {
      const { listFlowRuns } = await import('./ls.ts');
      await listFlowRuns(await openContext(command), options);
    });
  flow_run
    .command('inspect')
    .description('show a flow run')
    .argument('<run>', RUN)
    .action(async (run: string, _options: unknown, command: Command) => {
      const { inspectFlowRun } = await import('./inspect.ts');
      await inspectFlowRun(await openContext(command), run);
    });
  flow_run
    .command('logs')
    .description('show the logs of a flow run')
    .argument('<run>', RUN)
    .option('-f, --follow', 'goes on until the run has ended')
    .option('--level <name>', 'only from this level on: debug, info, warning, error or critical')
    .option('-n, --tail <n>', 'only the last lines')
    .action(async (run: string, options: LogsOptions, command: Command) => {
      const { showLogs } = await import('./logs.ts');
      await showLogs(await openContext(command), run, options);
    });
  flow_run
    .command('explain')
    .description('why a flow run is where it is: each decision of the server with its rules')
    .argument('<run>', RUN)
    .action(async (run: string, _options: unknown, command: Command) => {
      const { explainFlowRun } = await import('./explain.ts');
      await explainFlowRun(await openContext(command), run);
    });
  declareChanges(flow_run);
}

function declareChanges(flow_run: Command): void {
  flow_run
    .command('cancel')
    .description('cancel a flow run: its process is ended')
    .argument('<run>', RUN)
    .action(async (run: string, _options: unknown, command: Command) => {
      const { cancelFlowRun } = await import('./cancel.ts');
      await cancelFlowRun(await openContext(command), run);
    });
  flow_run
    .command('retry')
    .description('run a flow run of a deployment once more')
    .argument('<run>', RUN)
    .action(async (run: string, _options: unknown, command: Command) => {
      const { retryFlowRun } = await import('./retry.ts');
      await retryFlowRun(await openContext(command), run);
    });
  flow_run
    .command('delete')
    .description('delete a flow run with its task runs and logs')
    .argument('<run>', RUN)
    .action(async (run: string, _options: unknown, command: Command) => {
      const { deleteFlowRun } = await import('./delete.ts');
      await deleteFlowRun(await openContext(command), run);
    });
  flow_run
    .command('execute')
    .description('execute a flow run in this process, as a worker does')
    .argument('[id]', 'the id of the flow run; by default that of PREFECT__FLOW_RUN_ID')
    .action(async (id: string | undefined, _options: unknown, command: Command) => {
      const { executeFromCommand } = await import('./execute.ts');
      await executeFromCommand(command, id);
    });
}
