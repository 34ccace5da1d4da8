// api: the one client of the dashboard. The API is below the page's own base.
import { createClient } from '@signalbox/client';
import { API_URL, credentials, watchedFetch } from './sign-in.ts';

export const client = createClient({
  api_url: API_URL,
  ...credentials,
  fetch: watchedFetch,
  // A person is waiting, and sees a button to try again.
  retries: 1,
});
