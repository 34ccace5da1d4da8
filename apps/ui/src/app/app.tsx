// app: the whole dashboard: signs in where the server wants it, then shell and page.
import { NotFoundError, UnauthorizedError } from '@signalbox/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '../api/index.ts';
import { startLive } from '../live/index.ts';
import { Routes } from './routes.tsx';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';

/** What the server is; one that is no Signalbox knows nothing of capabilities. */
async function serverName(signal: AbortSignal): Promise<string> {
  try {
    return `Signalbox ${(await client.server.capabilities(undefined, { signal })).version}`;
  } catch (error) {
    if (!(error instanceof NotFoundError)) throw error;
    return `Prefect ${await client.admin.version(undefined, { signal })}`;
  }
}

const serverQuery = queryOptions({ queryKey: ['server'], queryFn: ({ signal }) => serverName(signal) });

export function App() {
  const server = useQuery(serverQuery);
  const refused = server.error instanceof UnauthorizedError;
  useEffect(() => (refused ? undefined : startLive()), [refused]);
  if (refused) return <SignIn />;
  return (
    <Shell server={server.data}>
      <Routes />
    </Shell>
  );
}
