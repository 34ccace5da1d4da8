// tests: who is let in by a server that wants credentials, tokens or both, and over which way.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient, UnauthorizedError } from '@signalbox/client';
import { ListenError, startServer } from '@signalbox/server';
import { openHouse, selfSignedCertificate } from '@signalbox/testkit';

const AUTH = 'admin:correct horse';
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
const bearer = (text: string) => ({ authorization: `Bearer ${text}` });

test('with credentials set, only whoever has them gets an answer, but for health and readiness', async () => {
  await using house = await openHouse({ auth_string: AUTH, api_key: 'sb_key' });
  const status = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(`${house.api_url}${path}`, { headers })).status;
  for (const headers of [{}, basic('admin:wrong'), basic('admin'), bearer('sb_other'), { authorization: AUTH }])
    assert.equal(await status('/version', headers), 401, JSON.stringify(headers));
  for (const headers of [basic(AUTH), bearer(AUTH), bearer('sb_key')])
    assert.equal(await status('/version', headers), 200);
  assert.equal(await status('/health'), 200);
  assert.equal(await status('/ready'), 200);
  const refused = await fetch(`${house.api_url}/flows/`, { method: 'POST', body: '{"name": "x"}' });
  assert.equal(refused.status, 401);
  assert.equal((await refused.json()).exception_message, 'Unauthorized');
  assert.equal(refused.headers.get('www-authenticate'), null, 'a browser would ask by itself');
  assert.equal((await house.client.flows.filter({ body: {} })).length, 0);
});

test('an answer to wrong credentials never repeats them', async () => {
  await using house = await openHouse({ auth_string: AUTH });
  const client = createClient({ api_url: house.api_url, api_key: 'sb_wrong_secret', retries: 0 });
  await assert.rejects(client.flows.create({ body: { name: 'x' } }), (error) => {
    assert.ok(error instanceof UnauthorizedError);
    assert.doesNotMatch(error.message, /sb_wrong_secret/);
    return true;
  });
});

test('a websocket opens with the credentials in its first frame, and closes with 1008 without', async () => {
  await using house = await openHouse({ auth_string: AUTH });
  const closeOf = (token: string | null) =>
    new Promise<[number, string]>((resolve) => {
      const socket = new WebSocket(`${house.api_url.replace('http', 'ws')}/events/in`, 'prefect');
      socket.onopen = () => socket.send(JSON.stringify({ type: 'auth', token }));
      socket.onmessage = () => socket.close();
      socket.onclose = ({ code, reason }) => resolve([code, reason]);
    });
  assert.deepEqual(await closeOf('admin:wrong'), [1008, 'Invalid token']);
  assert.deepEqual(await closeOf(null), [1008, 'Invalid token']);
  assert.notEqual((await closeOf(AUTH))[0], 1008);
});

test('where tokens are wanted, a change without a good one is refused in the words that Prefect clients know', async () => {
  await using house = await openHouse({ csrf_expires_after_seconds: 60 });
  const change = async (headers: Record<string, string>) => {
    const response = await fetch(`${house.api_url}/flows/`, { method: 'POST', body: '{"name": "x"}', headers });
    return [response.status, (await response.json()).detail];
  };
  const tokenOf = async (client: string) =>
    (await (await fetch(`${house.api_url}/csrf-token?client=${client}`)).json()).token;
  const token = await tokenOf('me');
  const invalid = [403, 'Invalid CSRF token or client identifier.'];
  assert.deepEqual(await change({}), [403, 'Missing CSRF token.']);
  assert.deepEqual(await change({ 'prefect-csrf-token': token }), [403, 'Missing client identifier.']);
  assert.deepEqual(await change({ 'prefect-csrf-token': 'zzz', 'prefect-csrf-client': 'me' }), invalid);
  assert.deepEqual(await change({ 'prefect-csrf-token': token, 'prefect-csrf-client': 'you' }), invalid);
  assert.deepEqual((await change({ 'prefect-csrf-token': token, 'prefect-csrf-client': 'me' }))[0], 201);
  house.advance(61);
  assert.deepEqual(await change({ 'prefect-csrf-token': token, 'prefect-csrf-client': 'me' }), invalid);
  assert.equal((await fetch(`${house.api_url}/csrf-token`)).status, 422);
  assert.equal((await (await fetch(`${house.url}/ui-settings`)).json()).csrf_enabled, true);
});

test('our client fetches a token by itself, and a new one when it has expired', async () => {
  await using house = await openHouse({ auth_string: AUTH, csrf_expires_after_seconds: 60 });
  await house.client.flows.create({ body: { name: 'first' } });
  house.advance(61);
  await house.client.flows.create({ body: { name: 'second' } });
  assert.equal((await house.client.flows.filter({ body: {} })).length, 2);
});

test('a host that others can reach is refused without credentials, unless the user insists', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-exposure-'));
  try {
    const place = { database_path: join(folder, 'signalbox.db'), host: '0.0.0.0', port: 0 };
    await assert.rejects(startServer(place), (error) => {
      assert.ok(error instanceof ListenError);
      assert.match(error.message, /SIGNALBOX_SERVER_AUTH_STRING=user:password.*--allow-unauthenticated/);
      return true;
    });
    const server = await startServer({ ...place, api_key: 'sb_key' });
    await server.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('with a certificate the same server speaks https, also to websockets', async () => {
  using certificate = selfSignedCertificate();
  await using house = await openHouse({ auth_string: AUTH, tls: certificate });
  assert.match(house.url, /^https:/);
  const ca = readFileSync(certificate.cert_file);
  const status = await new Promise((resolve, reject) => {
    request(`${house.api_url}/version`, { ca, headers: basic(AUTH), agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  assert.equal(status, 200);
  const { key_file, folder } = certificate;
  const database_path = join(folder, 'other.db');
  const swapped = startServer({ database_path, port: 0, tls: { cert_file: key_file, key_file } });
  await assert.rejects(swapped, /cannot be used together/);
  const missing = startServer({ database_path, port: 0, tls: { cert_file: join(folder, 'none.pem'), key_file } });
  await assert.rejects(missing, /certificate .*none\.pem cannot be read/);
});
