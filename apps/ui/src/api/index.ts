// api: the dashboard's way to the server.
export { client } from './client.ts';
export { queryClient } from './query-client.ts';
export { checkSignIn, serverQuery } from './server-query.ts';
export { credentials, signIn, signOut, useRefused } from './sign-in.ts';
export { useChange } from './use-change.ts';
