// signalbox: `signalbox server …`
import type { Command } from 'commander';
import { SERVER_SETTINGS } from './server-settings.ts';

export interface ServerOptions {
  readonly host: string;
  readonly port?: string;
  readonly database?: string;
  readonly ui: boolean;
}

export function declareServer(server: Command): void {
  const start = server
    .command('start')
    .description('start a server')
    .option('--host <address>', 'where it listens; other than 127.0.0.1 needs credentials', '127.0.0.1')
    .option('--port <n>', 'the port; by default SIGNALBOX_PORT, else 4200')
    .option(
      '--database <file>',
      'the SQLite file; by default SIGNALBOX_DATABASE_PATH, else signalbox.db below SIGNALBOX_HOME',
    )
    .option('--no-ui', 'only the API, no dashboard')
    .action(async (options: ServerOptions, command: Command) => {
      const { startFromCommand } = await import('./start.ts');
      await startFromCommand(command, options);
    });
  const byEnvironment: string[] = [];
  for (const setting of Object.values(SERVER_SETTINGS)) {
    const [variable] = setting.variables;
    if ('option' in setting) start.option(setting.option, `${setting.description}; or ${variable}`);
    else byEnvironment.push(`  ${variable}\n      ${setting.description}`);
  }
  start.addHelpText('after', `\nBy the environment only:\n${byEnvironment.join('\n')}`);
}
