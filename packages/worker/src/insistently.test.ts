import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { ServerUnreachableError } from '@signalbox/client';
import { insistently } from './insistently.ts';
import type { WorkerEvent } from './worker-event.ts';

function controlTime(context: TestContext): () => Promise<void> {
  context.mock.timers.enable({ apis: ['setTimeout'] });
  return async () => {
    // The pause begins some microtasks after the failure.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    context.mock.timers.tick(10_000);
  };
}

test('what fails while the server is away is repeated until it succeeds, and told once', async (context) => {
  const pass = controlTime(context);
  const told: WorkerEvent[] = [];
  let calls = 0;
  const result = insistently(
    async () => {
      calls += 1;
      if (calls < 4) throw new ServerUnreachableError('http://server/api', new Error('refused'));
      return 'done';
    },
    { tell: (event) => told.push(event) },
  );
  for (let pause = 0; pause < 3; pause += 1) await pass();
  assert.equal(await result, 'done');
  assert.equal(calls, 4);
  assert.deepEqual(
    told.map(({ type }) => type),
    ['trouble', 'recovered'],
  );
});

test('what fails for good is not repeated', async () => {
  let calls = 0;
  const action = async (): Promise<void> => {
    calls += 1;
    throw new Error('no such thing');
  };
  await assert.rejects(insistently(action, { tell: () => undefined }), /no such thing/);
  assert.equal(calls, 1);
});

test('the signal ends the attempts', async () => {
  const stop = new AbortController();
  const action = async (): Promise<void> => {
    stop.abort(new Error('stopped'));
    throw new ServerUnreachableError('http://server/api', new Error('refused'));
  };
  await assert.rejects(insistently(action, { tell: () => undefined, signal: stop.signal }), /stopped/);
});
