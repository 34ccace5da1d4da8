// api: signing in and out, and whether the server lets us in.
import { type Credentials, createClient, type Fetch } from '@signalbox/client';
import { useSyncExternalStore } from 'react';
import { CREDENTIALS_KEY, credentialStore } from './credentials.ts';

export const API_URL = new URL('api', document.baseURI).href;

const store = credentialStore(sessionStorage, localStorage);

/** What the client of this page was made with. */
export const credentials: Credentials | null = store.saved();

let refused = false;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Whether the server has refused a request for want of credentials, or of other ones. */
export const useRefused = (): boolean => useSyncExternalStore(subscribe, () => refused);

/** Fetches, and takes note of a 401 to whatever request. */
export const watchedFetch: Fetch = async (url, init) => {
  const answer = await fetch(url, init);
  if (answer.status === 401) {
    refused = true;
    for (const listener of listeners) listener();
  }
  return answer;
};

/**
 * Asks the server whether it takes the credentials, keeps them, and starts the page one is on anew with them: nothing
 * that was read for another reader stays.
 * @throws UnauthorizedError when it does not take them; what else a call throws
 */
export async function signIn(given: Credentials, remember: boolean): Promise<void> {
  await createClient({ api_url: API_URL, ...given, retries: 0 }).admin.version();
  store.keep(given, remember);
  location.reload();
}

export function signOut(): void {
  store.forget();
  location.reload();
}

// Who signs out in one tab has signed out in all that share what the device remembers.
window.addEventListener('storage', ({ key, newValue }) => {
  if (key === CREDENTIALS_KEY && newValue === null) location.reload();
});
