// signalbox: a server with its dashboard, known to other programs of this machine while it runs.
import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { startServer } from '@signalbox/server';
import { nodeCommand } from '../workers/node-command.ts';
import { defaultDatabasePath } from './database-path.ts';
import { announceServer } from './running-server.ts';
import { type Flags, serverSettings } from './server-settings.ts';
import { uiDirectory } from './ui-directory.ts';

export interface OpenServerOptions {
  readonly host?: string;
  readonly port: number;
  readonly database_path?: string;
  /** Whether the dashboard is served, if it is built. */
  readonly ui: boolean;
  /** Options that settings were told by; what is missing is told by the environment. */
  readonly flags?: Flags;
}

export interface OpenedServer extends AsyncDisposable {
  readonly url: string;
  readonly api_url: string;
  /** The file, or the host and name of the Postgres. */
  readonly database: string;
  readonly has_ui: boolean;
  /** What its own clients must send. */
  readonly credentials: { readonly auth_string?: string; readonly api_key?: string };
  /** Gives back what the database keeps in memory to be faster under load. */
  rest(): void;
}

export async function openServer({ host, port, ui, flags = {}, ...options }: OpenServerOptions): Promise<OpenedServer> {
  const database_path = resolve(options.database_path ?? defaultDatabasePath());
  const settings = await serverSettings(flags);
  const ui_directory = ui ? uiDirectory() : null;
  mkdirSync(dirname(database_path), { recursive: true });
  const server = await startServer({
    database_path,
    port,
    ui_directory,
    ...settings,
    push: { ...settings.push, node_command: nodeCommand() },
    settings: {
      ui_url: ui_directory === null ? null : addressOf(host, port, settings.tls !== null),
      ...settings.settings,
    },
    ...(host !== undefined && { host }),
  });
  const announced = announceServer(database_path, server.api_url);
  return {
    url: server.url,
    api_url: server.api_url,
    database: settings.database_url ? withoutCredentials(settings.database_url) : database_path,
    has_ui: ui_directory !== null,
    credentials: {
      ...(settings.auth_string && { auth_string: settings.auth_string }),
      ...(settings.api_key && { api_key: settings.api_key }),
    },
    rest: () => server.engine.store.rest(),
    [Symbol.asyncDispose]: async () => {
      announced[Symbol.dispose]();
      await server.close();
    },
  };
}

/** Where a browser of this machine finds the dashboard. */
function addressOf(host = '127.0.0.1', port: number, tls: boolean): string {
  return `${tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

function withoutCredentials(text: string): string {
  const { protocol, host, pathname } = new URL(text);
  return `${protocol}//${host}${pathname}`;
}
