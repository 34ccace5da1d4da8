// api: what the server is; the first question of every page, whose answer also tells whether one must sign in.
import { NotFoundError } from '@signalbox/client';
import { queryOptions } from '@tanstack/react-query';
import { client } from './client.ts';
import { queryClient } from './query-client.ts';

/** What the server is; one that is no Signalbox knows nothing of capabilities. */
async function serverName(signal: AbortSignal): Promise<string> {
  try {
    return `Signalbox ${(await client.server.capabilities(undefined, { signal })).version}`;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return `Prefect ${await client.admin.version(undefined, { signal })}`;
  }
}

export const serverQuery = queryOptions({
  queryKey: ['server'],
  queryFn: ({ signal }) => serverName(signal),
});

/** After a refused websocket, which does not tell why: a refused request does, and brings back the sign-in. */
export const checkSignIn = (): Promise<void> => queryClient.invalidateQueries({ queryKey: serverQuery.queryKey });
