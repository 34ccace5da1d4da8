// signalbox: `signalbox version`
import { ServerUnreachableError } from '@signalbox/client';
import type { Command } from 'commander';
import { openContext } from '../command-context.ts';
import { fields } from '../output/table.ts';
import { ownVersion } from './own-version.ts';

export async function showVersion(command: Command): Promise<void> {
  const { client, show } = await openContext(command);
  // No server is no error here: its line says so.
  const server = await client.admin.version({}, { retries: 0 }).catch((error: unknown) => {
    if (error instanceof ServerUnreachableError) return null;
    throw error;
  });
  const { api_url } = client.connection;
  const versions = {
    signalbox: ownVersion(),
    node: process.versions.node,
    api_url,
    server: server === null ? null : String(server),
  };
  show(versions, () =>
    fields({
      signalbox: versions.signalbox,
      node: versions.node,
      platform: `${process.platform} ${process.arch}`,
      server: versions.server === null ? `none answers at ${api_url}` : `${versions.server} at ${api_url}`,
    }),
  );
}
