// app: the whole dashboard: signs in where the server wants it, then shell and page.
import { UnauthorizedError } from '@signalbox/client';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { client } from '../api/index.ts';
import { startLive } from '../live/index.ts';
import { Routes } from './routes.tsx';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';

const versionQuery = queryOptions({
  queryKey: ['admin', 'version'],
  queryFn: ({ signal }) => client.admin.version(undefined, { signal }),
});

export function App() {
  const version = useQuery(versionQuery);
  const refused = version.error instanceof UnauthorizedError;
  useEffect(() => (refused ? undefined : startLive()), [refused]);
  if (refused) return <SignIn />;
  return (
    <Shell version={version.data}>
      <Routes />
    </Shell>
  );
}
