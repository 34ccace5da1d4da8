// signalbox: `signalbox dev`
import type { Command } from 'commander';

export interface DevOptions {
  readonly folder: string;
  readonly host: string;
  readonly port?: string;
  readonly database?: string;
  readonly pool: string;
  readonly limit?: string;
}

export function declareDev(dev: Command): void {
  dev
    .option('--folder <path>', 'the project, which has the prefect.yaml', '.')
    .option(
      '--host <address>',
      'where it listens; other than 127.0.0.1 needs SIGNALBOX_SERVER_AUTH_STRING',
      '127.0.0.1',
    )
    .option('--port <n>', 'the port; by default SIGNALBOX_PORT, else 4200')
    .option(
      '--database <file>',
      'the SQLite file; by default SIGNALBOX_DATABASE_PATH, else signalbox.db below SIGNALBOX_HOME',
    )
    .option('--pool <name>', 'the work pool of the worker', 'default')
    .option('--limit <n>', 'the most runs at one time')
    .action(async (options: DevOptions, command: Command) => {
      const { develop } = await import('./dev.ts');
      await develop(command, options);
    });
}
