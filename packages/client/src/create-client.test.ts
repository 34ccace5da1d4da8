import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowId } from '@signalbox/contract';
import type { ClientOptions } from './create-client.ts';
import { createClient } from './create-client.ts';
import {
  ConflictError,
  LockedError,
  NotFoundError,
  ResponseError,
  ServerUnreachableError,
  UnexpectedAnswerError,
  ValidationFailedError,
} from './errors.ts';

const id = 'b1946ac9-2492-4d23-8c4e-6f1f0c1f4b1a' as FlowId;

type Reply = Response | Error | (() => Response);
interface Sent {
  readonly url: string;
  readonly method: string;
  readonly headers: Headers;
  readonly body: unknown;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } });

const refused = () =>
  new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNREFUSED' }) });
const reset = () => new TypeError('fetch failed', { cause: Object.assign(new Error('no'), { code: 'ECONNRESET' }) });

function scene(replies: Reply[], options: Partial<ClientOptions> = {}) {
  const sent: Sent[] = [];
  const pauses: number[] = [];
  let time = 0;
  const client = createClient({
    api_url: 'http://server/api/',
    fetch: async (url, init) => {
      sent.push({
        url,
        method: init.method,
        headers: new Headers(init.headers),
        body: init.body === undefined ? undefined : JSON.parse(init.body),
      });
      const reply = replies.shift();
      if (reply === undefined) throw new Error('the test has no more replies');
      if (reply instanceof Error) throw reply;
      return typeof reply === 'function' ? reply() : reply;
    },
    surroundings: {
      now: () => time,
      random: () => 0,
      wait: async (seconds) => {
        pauses.push(seconds);
        time += seconds * 1000;
      },
    },
    ...options,
  });
  return { client, sent, pauses };
}

test('a call goes to the route and answers its body; raw answers the status too', async () => {
  const { client, sent } = scene([json(200, { id }), json(201, { id })]);
  assert.deepEqual(await client.flows.read({ params: { id } }), { id });
  const { status, body } = await client.flows.create.raw({ body: { name: 'x' } });
  assert.deepEqual([status, body], [201, { id }]);
  assert.equal(sent[0]?.url, `http://server/api/flows/${id}`);
  assert.equal(sent[0]?.headers.get('x-prefect-api-version'), '0.8.4');
  assert.deepEqual([sent[1]?.method, sent[1]?.body], ['POST', { name: 'x' }]);
});

test('credentials are sent as Bearer or Basic', async () => {
  const bearer = scene([json(200, [])], { api_key: 'secret' });
  await bearer.client.flows.filter();
  assert.equal(bearer.sent[0]?.headers.get('authorization'), 'Bearer secret');
  const basic = scene([json(200, [])], { auth_string: 'user:päss' });
  await basic.client.flows.filter();
  assert.equal(basic.sent[0]?.headers.get('authorization'), `Basic ${Buffer.from('user:päss').toString('base64')}`);
});

test('a busy server is asked again after the time it names', async () => {
  const { client, pauses } = scene([json(503, {}, { 'retry-after': '3' }), json(429, {}), json(200, [])]);
  assert.deepEqual(await client.flows.filter(), []);
  assert.deepEqual(pauses, [3, 0.2]);
});

test('the tries end after the given number, and at the deadline', async () => {
  const many = scene(Array.from({ length: 10 }, () => json(503, { detail: 'busy' })));
  await assert.rejects(many.client.flows.filter(), ResponseError);
  assert.equal(many.sent.length, 5);
  const late = scene([json(503, {}, { 'retry-after': '3600' })]);
  await assert.rejects(late.client.flows.filter(), /answered 503/);
  assert.deepEqual(late.pauses, []);
});

test('a lost answer is asked for again only where a repeat is safe', async () => {
  const read = scene([reset(), json(200, { id })]);
  await read.client.flows.read({ params: { id } });
  const create = scene([reset(), json(201, {})]);
  await assert.rejects(create.client.variables.create({ body: { name: 'x', value: 1 } }), ServerUnreachableError);
  assert.equal(create.sent.length, 1);
});

test('a DELETE whose first answer was lost succeeds when nothing is left to delete', async () => {
  const { client } = scene([reset(), json(404, { detail: 'Flow not found' })]);
  await client.flows.delete({ params: { id } });
  const plain = scene([json(404, { detail: 'Flow not found' })]);
  await assert.rejects(plain.client.flows.delete({ params: { id } }), NotFoundError);
});

test('a server that is not there is named, with what to do', async () => {
  const { client } = scene([refused()], { retries: 0 });
  await assert.rejects(client.flows.filter(), (error: unknown) => {
    assert.ok(error instanceof ServerUnreachableError);
    assert.match(error.message, /http:\/\/server\/api \(ECONNREFUSED\).*signalbox server start/);
    return true;
  });
});

test('an abort ends the call and its retries', async () => {
  const stop = new AbortController();
  const { client, sent } = scene([json(503, {})], {
    surroundings: {
      wait: async (_seconds, signal) => {
        stop.abort(new Error('enough'));
        signal?.throwIfAborted();
      },
    },
  });
  await assert.rejects(client.flows.filter({}, { signal: stop.signal }), /enough/);
  assert.equal(sent.length, 1);
});

test('a server that wants a CSRF token gets one, once for all changes', async () => {
  const { client, sent } = scene([
    json(403, { detail: 'Missing CSRF token.' }),
    json(200, { token: 't' }),
    json(201, {}),
    json(201, {}),
  ]);
  await client.variables.create({ body: { name: 'x', value: 1 } });
  await client.variables.create({ body: { name: 'y', value: 1 } });
  const tokens = sent.map(({ headers }) => headers.get('prefect-csrf-token'));
  assert.deepEqual(tokens, [null, null, 't', 't']);
  assert.match(sent[1]?.url ?? '', /csrf-token\?client=/);
});

test('errors are told apart by class and say what the server says', async () => {
  const call = async (reply: Response) =>
    scene([reply], { retries: 0 })
      .client.flows.create({ body: { name: 'x' } })
      .catch((error: unknown) => error);
  assert.ok((await call(json(409, { detail: 'exists' }))) instanceof ConflictError);
  const locked = await call(json(423, {}, { 'retry-after': '1.5' }));
  assert.ok(locked instanceof LockedError && locked.retry_after_seconds === 1.5);
  const invalid = await call(
    json(422, {
      exception_message: 'Invalid request received.',
      exception_detail: [{ loc: ['body', 'name'], msg: 'too long' }],
    }),
  );
  assert.ok(invalid instanceof ValidationFailedError);
  assert.deepEqual(invalid.fields, [{ field: 'body.name', message: 'too long' }]);
  assert.match(invalid.message, /POST http:\/\/server\/api\/flows\/ answered 422: body.name: too long/);
});

test('a printed error does not repeat the request, which may hold a secret', async () => {
  const { client } = scene([json(422, { detail: 'no', request_body: { token: 'hunter2' } })]);
  const error = await client.flows.create({ body: { name: 'x' } }).catch((reason: unknown) => reason);
  const { inspect } = await import('node:util');
  assert.doesNotMatch(inspect(error), /hunter2/);
});

test('a client that checks answers refuses one of another shape and fills in defaults', async () => {
  const bad = scene([json(200, { id: 1 })], { check_answers: true });
  await assert.rejects(bad.client.flows.read({ params: { id } }), UnexpectedAnswerError);
  const flow = { id, name: 'x', created: null, updated: '2026-01-01T00:00:00+01:00' };
  const good = scene([json(200, flow)], { check_answers: true });
  const read = await good.client.flows.read({ params: { id } });
  assert.deepEqual([read.tags, read.updated], [[], '2025-12-31T23:00:00.000000Z']);
});
