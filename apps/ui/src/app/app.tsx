// app: the whole dashboard: signs in where the server wants it, then shell and page.
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { serverQuery, useRefused } from '../api/index.ts';
import { startLive } from '../live/index.ts';
import { Skeleton } from '../ui/query-view.tsx';
import { Routes } from './routes.tsx';
import { Shell } from './shell.tsx';
import { SignIn } from './sign-in.tsx';

export function App() {
  const server = useQuery(serverQuery);
  const refused = useRefused();
  // Until the server has said who it is, nobody knows whether it wants credentials.
  const isAsking = server.isPending;
  useEffect(() => (refused || isAsking ? undefined : startLive()), [refused, isAsking]);
  if (refused) return <SignIn />;
  return <Shell server={server.data}>{isAsking ? <Skeleton rows={6} /> : <Routes />}</Shell>;
}
