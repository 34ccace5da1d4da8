// signalbox: `signalbox profile …`
import type { Command } from 'commander';
import { writerOf } from '../command-context.ts';

const NAME = 'the name of the profile';

export function declareProfile(profile: Command): void {
  profile
    .command('ls')
    .description('list profiles')
    .action(async (_options: unknown, command: Command) => (await import('./ls.ts')).listProfiles(writerOf(command)));
  profile
    .command('create')
    .description('create a profile')
    .argument('<name>', NAME)
    .option('--from <name>', 'with the settings of another one')
    .action(async (name: string, options: { from?: string }, command: Command) =>
      (await import('./create.ts')).createProfile(writerOf(command), name, options.from),
    );
  profile
    .command('use')
    .description('make a profile the active one')
    .argument('<name>', NAME)
    .action(async (name: string, _options: unknown, command: Command) =>
      (await import('./use.ts')).useProfile(writerOf(command), name),
    );
  profile
    .command('inspect')
    .description('show the settings of a profile; secrets are masked')
    .argument('[name]', 'by default the active one')
    .action(async (name: string | undefined, _options: unknown, command: Command) =>
      (await import('./inspect.ts')).inspectProfile(writerOf(command), name),
    );
  profile
    .command('delete')
    .description('delete a profile')
    .argument('<name>', NAME)
    .action(async (name: string, _options: unknown, command: Command) =>
      (await import('./delete.ts')).deleteProfile(writerOf(command), name),
    );
}
