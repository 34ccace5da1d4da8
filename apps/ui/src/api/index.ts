// api: the dashboard's way to the server.
export { signIn } from './auth-string.ts';
export { client } from './client.ts';
export { queryClient } from './query-client.ts';
export { useChange } from './use-change.ts';
