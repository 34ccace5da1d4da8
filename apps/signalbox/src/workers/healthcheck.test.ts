import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startHealthcheck } from './healthcheck.ts';

test('a worker is well as long as the server hears of it, and only /health tells', async () => {
  const worker = { name: 'box-default', running: 2, heard_at: Date.parse('2026-01-01T00:00:00Z') };
  let now = worker.heard_at;
  await using healthcheck = await startHealthcheck(worker, { host: '127.0.0.1', port: 0, now: () => now });
  const look = async (url: string = healthcheck.url, method = 'GET') => {
    const response = await fetch(url, { method });
    return { status: response.status, text: await response.text() };
  };
  const well = await look();
  assert.equal(well.status, 200);
  assert.deepEqual(JSON.parse(well.text), {
    message: 'OK',
    worker: 'box-default',
    running: 2,
    heard_at: '2026-01-01T00:00:00.000Z',
  });
  now += 90_000;
  assert.equal((await look()).status, 200);
  now += 1;
  const silent = await look();
  assert.equal(silent.status, 503);
  assert.match(silent.text, /has not heard of this worker/);
  assert.deepEqual(await look(healthcheck.url, 'HEAD'), { status: 503, text: '' });
  worker.heard_at = now;
  assert.equal((await look()).status, 200);
  assert.equal((await look(new URL('/', healthcheck.url).href)).status, 404);
  assert.equal((await look(healthcheck.url, 'POST')).status, 404);
});

test('a port that is taken is refused', async () => {
  const worker = { name: 'box-default', running: 0, heard_at: 0 };
  const options = { host: '127.0.0.1', now: () => 0 };
  await using first = await startHealthcheck(worker, { ...options, port: 0 });
  const port = Number(new URL(first.url).port);
  await assert.rejects(startHealthcheck(worker, { ...options, port }), /EADDRINUSE/);
});
