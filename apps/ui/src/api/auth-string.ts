// api: the credentials of a server that wants some, kept as long as the tab is open.

const KEY = 'signalbox-auth-string';

export const savedAuthString = (): string | null => sessionStorage.getItem(KEY);

/** Keeps `user:password` and starts the dashboard anew with it. */
export function signIn(authString: string): void {
  sessionStorage.setItem(KEY, authString);
  location.reload();
}
