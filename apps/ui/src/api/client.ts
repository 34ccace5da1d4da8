// api: the one client of the dashboard. The API is below the page's own base.
import { createClient } from '@signalbox/client';
import { savedAuthString } from './auth-string.ts';

const auth_string = savedAuthString();

export const client = createClient({
  api_url: new URL('api', document.baseURI).href,
  ...(auth_string === null ? {} : { auth_string }),
  // A person is waiting, and sees a button to try again.
  retries: 1,
});
