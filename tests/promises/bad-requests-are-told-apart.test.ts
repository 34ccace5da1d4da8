// tests: a wrong request gets the status that Prefect's clients expect, and names the field.
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { test } from 'node:test';
import { eventually, openHouse } from '@signalbox/testkit';

const post = (url: string, body: string, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  fetch(url, { method: 'POST', body, headers });

/** A request that `fetch` would not send: with a Host or an Origin of another site. */
function rawRequest(url: string, method: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

test('a missing, an unknown and a wrong field are named, with 422', async () => {
  await using house = await openHouse();
  const response = await post(`${house.api_url}/flows/`, JSON.stringify({ tags: 'daily', colour: 'green' }));
  const body = await response.json();
  assert.equal(response.status, 422);
  assert.equal(body.exception_message, 'Invalid request received.');
  const found = body.exception_detail
    .map(({ type, loc }: { type: string; loc: string[] }) => `${type} ${loc.join('.')}`)
    .sort();
  assert.deepEqual(found, ['array_type body.tags', 'extra_forbidden body.colour', 'missing body.name']);
});

test('a body that is no JSON is 422 and says where it breaks', async () => {
  await using house = await openHouse();
  const response = await post(`${house.api_url}/flows/`, '{"name": }');
  const body = await response.json();
  assert.equal(response.status, 422);
  assert.equal(body.exception_detail[0].type, 'json_invalid');
});

test('a body without a content type is taken as JSON, as older clients send it', async () => {
  await using house = await openHouse();
  const response = await post(`${house.api_url}/flows/`, JSON.stringify({ name: 'plain' }), {});
  assert.equal(response.status, 201);
});

test('an id that is none, an unknown id and an unknown path are 404', async () => {
  await using house = await openHouse();
  for (const path of ['/flows/nonsense', '/flows/01a206b4-71bf-7a65-bf8f-f411fa2593f7', '/no/such/path']) {
    assert.equal((await fetch(`${house.api_url}${path}`)).status, 404, path);
  }
});

test('another method is 405 and names those that are allowed', async () => {
  await using house = await openHouse();
  const response = await fetch(`${house.api_url}/flows/filter`, { method: 'PUT' });
  assert.equal(response.status, 405);
  assert.equal(response.headers.get('allow'), 'POST');
});

test('a path answers with and without its last slash', async () => {
  await using house = await openHouse();
  assert.equal((await post(`${house.api_url}/flows`, '{"name": "a"}')).status, 201);
  assert.equal((await post(`${house.api_url}/flows/`, '{"name": "a"}')).status, 200);
});

test('a limit above the page size is refused', async () => {
  await using house = await openHouse();
  const response = await post(`${house.api_url}/flow_runs/filter`, '{"limit": 201}');
  assert.equal(response.status, 422);
  assert.match((await response.json()).detail, /less than or equal to 200/);
});

test('null members of a filter count as missing', async () => {
  await using house = await openHouse();
  const body = JSON.stringify({ flows: null, limit: null, sort: null, offset: null });
  assert.equal((await post(`${house.api_url}/flow_runs/filter`, body)).status, 200);
});

test('a body above the limit is 413, and the server goes on', async () => {
  await using house = await openHouse();
  const response = await post(`${house.api_url}/flows/`, JSON.stringify({ name: 'x'.repeat(17 * 1024 * 1024) }));
  assert.equal(response.status, 413);
  assert.equal((await fetch(`${house.api_url}/health`)).status, 200);
});

test('parameters above 512 KiB are refused with the mend', async () => {
  await using house = await openHouse();
  const flow = await house.client.flows.create({ body: { name: 'large' } });
  const parameters = { text: 'x'.repeat(600 * 1024) };
  await assert.rejects(house.client.flow_runs.create({ body: { flow_id: flow.id, parameters } }), /pass a reference/);
});

test('an API version that is too old or no version is 400', async () => {
  await using house = await openHouse();
  for (const version of ['0.7.9', 'new']) {
    const response = await fetch(`${house.api_url}/hello`, { headers: { 'x-prefect-api-version': version } });
    assert.equal(response.status, 400, version);
  }
});

test('a run of a flow that does not exist is 404', async () => {
  await using house = await openHouse();
  await assert.rejects(
    house.client.flow_runs.create({ body: { flow_id: '01a206b4-71bf-7a65-bf8f-f411fa2593f7' } }),
    /Flow not found/,
  );
});

test('with credentials set, only who has them is let in; health is open', async () => {
  await using house = await openHouse({ auth_string: 'admin:secret' });
  assert.equal((await fetch(`${house.api_url}/flows/name/a`)).status, 401);
  assert.equal((await fetch(`${house.api_url}/health`)).status, 200);
  const basic = { authorization: `Basic ${Buffer.from('admin:wrong').toString('base64')}` };
  assert.equal((await fetch(`${house.api_url}/flows/name/a`, { headers: basic })).status, 401);
  assert.equal((await house.client.flows.filter({ body: {} })).length, 0);
});

test('pages of other sites can change nothing, not even by a rebound name', async () => {
  await using house = await openHouse();
  const host = new URL(house.url).host;
  assert.equal(await rawRequest(`${house.api_url}/flows/`, 'POST', { host, origin: 'http://elsewhere.example' }), 403);
  assert.equal(await rawRequest(`${house.api_url}/hello`, 'GET', { host: 'elsewhere.example' }), 403);
  assert.equal(await rawRequest(`${house.api_url}/hello`, 'GET', { host, origin: `http://${host}` }), 200);
});

test('garbage on a websocket closes it with a code and hurts nobody else', async () => {
  await using house = await openHouse();
  const url = `${house.api_url.replace('http', 'ws')}/events/in`;
  const closeCode = async (frames: string[]) => {
    const socket = new WebSocket(url, 'prefect');
    await new Promise((resolve) => socket.addEventListener('open', resolve));
    const closed = new Promise<number>((resolve) => socket.addEventListener('close', ({ code }) => resolve(code)));
    for (const frame of frames) socket.send(frame);
    return closed;
  };
  const auth = JSON.stringify({ type: 'auth', token: null });
  assert.equal(await closeCode(['hello']), 1002);
  assert.equal(await closeCode([JSON.stringify({ type: 'hello' })]), 1008);
  const good = {
    id: '01a206b4-71bf-7a65-bf8f-f411fa2593f7',
    occurred: house.now(),
    event: 'kept',
    resource: { 'prefect.resource.id': 'a' },
  };
  assert.equal(await closeCode([auth, JSON.stringify(good), '{"event": 1}']), 1002);
  const events = await eventually('the event before the garbage', async () => {
    const page = await house.client.events.filter({ body: {} });
    return page.events.length > 0 ? page.events : null;
  });
  assert.deepEqual(
    events.map(({ event }) => event),
    ['kept'],
  );
});
