// signalbox: `signalbox server start`
import { once } from 'node:events';
import type { Command } from 'commander';
import { writerOf } from '../command-context.ts';
import type { ServerOptions } from './declare.ts';
import { openServer } from './open-server.ts';
import { portFrom } from './port.ts';
import { restWhenIdle } from './rest.ts';

export async function startFromCommand(command: Command, options: ServerOptions): Promise<void> {
  const { show } = writerOf(command);
  const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await using server = await openServer({
    host: options.host,
    port: portFrom(options.port),
    ...(options.database !== undefined && { database_path: options.database }),
    ui: options.ui,
    flags: { ...options },
  });
  using _resting = restWhenIdle(() => server.rest());
  const { url, api_url, database, has_ui } = server;
  show({ url, api_url, database }, () =>
    [
      has_ui
        ? `Dashboard  ${url}`
        : `Dashboard  ${options.ui ? 'is not built: `npm run build -w @signalbox/ui`' : 'off'}`,
      `API        ${api_url}`,
      `Database   ${database}`,
      '',
      `Next: signalbox worker start --pool default`,
    ].join('\n'),
  );
  await stopped;
}
