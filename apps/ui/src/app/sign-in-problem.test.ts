import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '@signalbox/client';
import { isSendableKey, signInProblem } from './sign-in-problem.ts';

async function problemOf(answer: () => Promise<Response>): Promise<string> {
  const client = createClient({ api_url: 'http://localhost/api', fetch: answer, retries: 0 });
  const error = await client.admin.version().then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return signInProblem(error, 'password');
}

test('wrong credentials, an absent server and a failing one are told apart', async () => {
  assert.match(await problemOf(async () => new Response('{"detail": "Unauthorized"}', { status: 401 })), /password/);
  assert.match(await problemOf(() => Promise.reject(new TypeError('Failed to fetch'))), /cannot be reached/);
  assert.match(await problemOf(async () => new Response('{"detail": "disk full"}', { status: 500 })), /disk full.*500/);
});

test('a key that no header can carry is known before it is sent', () => {
  assert.deepEqual(['pnu_1a-B/=', 'schlüssel', 'two words', ''].map(isSendableKey), [true, false, false, false]);
});
