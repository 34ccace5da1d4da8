// signalbox: `signalbox work-pool …`
import { type Command, Option } from 'commander';
import { openContext } from '../command-context.ts';

export interface CreateOptions {
  readonly type: string;
  readonly description?: string;
  readonly limit?: string;
  readonly baseJobTemplate?: string;
  readonly paused?: boolean;
}

export function declareWorkPool(work_pool: Command): void {
  work_pool
    .command('ls')
    .description('list work pools')
    .action(async (_options: unknown, command: Command) => {
      const { listWorkPools } = await import('./ls.ts');
      await listWorkPools(await openContext(command));
    });
  work_pool
    .command('create')
    .description('create a work pool')
    .argument('<name>', 'its name')
    .addOption(new Option('--type <type>', 'what runs its flows').default('process'))
    .option('--description <text>', 'what it is for')
    .option('--limit <n>', 'the most runs at one time')
    .option('--base-job-template <file>', 'a JSON file; by default the template of the type')
    .option('--paused', 'gives no work until it is resumed')
    .action(async (name: string, options: CreateOptions, command: Command) => {
      const { createWorkPool } = await import('./create.ts');
      await createWorkPool(await openContext(command), name, options);
    });
  work_pool
    .command('inspect')
    .description('show a work pool with its queues and workers')
    .argument('<name>', 'its name')
    .action(async (name: string, _options: unknown, command: Command) => {
      const { inspectWorkPool } = await import('./inspect.ts');
      await inspectWorkPool(await openContext(command), name);
    });
  for (const verb of ['pause', 'resume'] as const)
    work_pool
      .command(verb)
      .description(verb === 'pause' ? 'give no work to its workers' : 'give work again')
      .argument('<name>', 'its name')
      .action(async (name: string, _options: unknown, command: Command) => {
        const { switchWorkPool } = await import('./switch.ts');
        await switchWorkPool(await openContext(command), name, verb);
      });
  work_pool
    .command('delete')
    .description('delete a work pool')
    .argument('<name>', 'its name')
    .action(async (name: string, _options: unknown, command: Command) => {
      const { deleteWorkPool } = await import('./delete.ts');
      await deleteWorkPool(await openContext(command), name);
    });
  work_pool
    .command('get-default-base-job-template')
    .description('write the job template that a new work pool of the type gets')
    .addOption(new Option('--type <type>', 'the type of the pool').default('process'))
    .option('--file <path>', 'writes it to the file')
    .action(async (options: { type: string; file?: string }, command: Command) => {
      const { writeDefaultTemplate } = await import('./default-template.ts');
      const { writerOf } = await import('../command-context.ts');
      await writeDefaultTemplate(writerOf(command), options);
    });
}
