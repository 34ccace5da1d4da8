// signalbox: a server with its dashboard, known to other programs of this machine while it runs.
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { startServer } from '@signalbox/server';
import { defaultDatabasePath } from './database-path.ts';
import { announceServer } from './running-server.ts';
import { uiDirectory } from './ui-directory.ts';

export interface OpenServerOptions {
  readonly host?: string;
  readonly port: number;
  readonly database_path?: string;
  /** Whether the dashboard is served, if it is built. */
  readonly ui: boolean;
}

export interface OpenedServer extends AsyncDisposable {
  readonly url: string;
  readonly api_url: string;
  readonly database_path: string;
  readonly has_ui: boolean;
}

export async function openServer({ host, port, ui, ...options }: OpenServerOptions): Promise<OpenedServer> {
  const database_path = resolve(options.database_path ?? defaultDatabasePath());
  const ui_directory = ui ? uiDirectory() : null;
  mkdirSync(dirname(database_path), { recursive: true });
  const server = await startServer({
    database_path,
    port,
    ui_directory,
    auth_string: process.env.SIGNALBOX_SERVER_AUTH_STRING || null,
    ...(host !== undefined && { host }),
  });
  const announced = announceServer(database_path, server.api_url);
  return {
    url: server.url,
    api_url: server.api_url,
    database_path,
    has_ui: ui_directory !== null,
    [Symbol.asyncDispose]: async () => {
      announced[Symbol.dispose]();
      await server.close();
    },
  };
}
