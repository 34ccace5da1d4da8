// signalbox: the server of a flow that runs with none configured: one that has the database open, else one in this process.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { EmbeddedServer } from '@signalbox/sdk';
import { startServer } from '@signalbox/server';
import { defaultDatabasePath } from './database-path.ts';
import { findRunningServer } from './running-server.ts';

export async function startEmbeddedServer(): Promise<EmbeddedServer> {
  const database_path = defaultDatabasePath();
  const running = await findRunningServer(database_path);
  // It is another's: whoever started it stops it.
  if (running !== null) return { api_url: running, stop: async () => undefined };
  mkdirSync(dirname(database_path), { recursive: true });
  // It lives as long as a flow: the runs of push pools are for a server that stays.
  const server = await startServer({ database_path, port: 0, push: { enabled: false } });
  return { api_url: server.api_url, stop: () => server.close() };
}
