// signalbox: `signalbox automation …`
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';

const AUTOMATION = 'its name, or its id';

export function declareAutomation(automation: Command): void {
  automation
    .command('ls')
    .description('list automations')
    .action(async (_options: unknown, command: Command) => {
      const { listAutomations } = await import('./ls.ts');
      await listAutomations(await openContext(command));
    });
  automation
    .command('create')
    .description('create the automation, or the automations, that a file describes')
    .requiredOption(
      '--from-file <file>',
      'JSON or YAML: one, a list, or a list under `automations`; - reads JSON from the input',
    )
    .action(async (options: { fromFile: string }, command: Command) => {
      const { createAutomations } = await import('./create.ts');
      await createAutomations(await openContext(command), options.fromFile);
    });
  automation
    .command('inspect')
    .description('show what an automation waits for, what it does and when it fired')
    .argument('<automation>', AUTOMATION)
    .action(async (name: string, _options: unknown, command: Command) => {
      const { inspectAutomation } = await import('./inspect.ts');
      await inspectAutomation(await openContext(command), name);
    });
  for (const verb of ['pause', 'resume'] as const)
    automation
      .command(verb)
      .description(verb === 'pause' ? 'act on nothing until it is resumed' : 'act again')
      .argument('<automation>', AUTOMATION)
      .action(async (name: string, _options: unknown, command: Command) => {
        const { switchAutomation } = await import('./switch.ts');
        await switchAutomation(await openContext(command), name, verb);
      });
  automation
    .command('delete')
    .description('delete an automation')
    .argument('<automation>', AUTOMATION)
    .action(async (name: string, _options: unknown, command: Command) => {
      const { deleteAutomation } = await import('./delete.ts');
      await deleteAutomation(await openContext(command), name);
    });
}
