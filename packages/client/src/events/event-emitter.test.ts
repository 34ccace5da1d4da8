import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '../create-client.ts';
import { type EmittedEvent, eventEmitter } from './event-emitter.ts';

const event = (name: string): EmittedEvent => ({
  id: crypto.randomUUID(),
  occurred: new Date().toISOString(),
  event: name,
  resource: { 'prefect.resource.id': 'test' },
});

function scene(statuses: number[] = []) {
  const batches: string[][] = [];
  const client = createClient({
    api_url: 'http://server/api',
    retries: 0,
    fetch: async (_url, init) => {
      const status = statuses.shift() ?? 204;
      const body: EmittedEvent[] = JSON.parse(String(init.body));
      if (status === 204) batches.push(body.map((one) => one.event));
      return new Response(status === 204 ? null : '{}', { status });
    },
  });
  return { emitter: eventEmitter(client), batches };
}

test('events arrive in order, those emitted together in one request', async () => {
  const { emitter, batches } = scene();
  emitter.emit(event('a'));
  emitter.emit(event('b'));
  await emitter.flush();
  emitter.emit(event('c'));
  await emitter.flush();
  assert.deepEqual(batches, [['a', 'b'], ['c']]);
});

test('a batch that failed is sent again by the next flush', async () => {
  const { emitter, batches } = scene([500]);
  emitter.emit(event('a'));
  await assert.rejects(emitter.flush(), /answered 500/);
  emitter.emit(event('b'));
  await emitter.flush();
  assert.deepEqual(batches.flat(), ['a', 'b']);
});
