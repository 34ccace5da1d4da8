import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createClient } from '@signalbox/client';
import type { LogLine } from './log-line.ts';
import { messageWithinLimit } from './log-line.ts';
import { fittingLines, logSender } from './log-sender.ts';

const line = (message: string): LogLine => ({
  name: 'test',
  level: 20,
  message,
  timestamp: '2026-01-01T00:00:00.000000Z',
  flow_run_id: null,
  task_run_id: null,
});

function scene(statuses: number[] = []) {
  const batches: string[][] = [];
  const complaints: string[] = [];
  const client = createClient({
    api_url: 'http://server/api',
    retries: 0,
    fetch: async (_url, init) => {
      const status = statuses.shift() ?? 201;
      const lines: LogLine[] = JSON.parse(init.body ?? '');
      if (status === 201) batches.push(lines.map(({ message }) => message));
      return new Response('null', { status });
    },
  });
  return { sender: logSender(client, (text) => complaints.push(text)), batches, complaints };
}

test('lines written together are sent together, after a moment or when flushed', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const { sender, batches } = scene();
  sender.write(line('a'));
  sender.write(line('b'));
  assert.deepEqual(batches, []);
  t.mock.timers.tick(100);
  await sender.flush();
  sender.write(line('c'));
  await sender.flush();
  assert.deepEqual(batches, [['a', 'b'], ['c']]);
  assert.deepEqual(sender.unsent(), []);
});

test('lines that the server refuses are told on the console, and the next ones still sent', async () => {
  const { sender, batches, complaints } = scene([500]);
  sender.write(line('a'));
  await sender.flush();
  sender.write(line('b'));
  await sender.flush();
  assert.match(complaints.join(), /1 log lines could not be sent.*answered 500/);
  assert.deepEqual(batches, [['b']]);
});

test('a request takes so many lines or characters, and at least one line', () => {
  assert.equal(fittingLines(Array.from({ length: 900 }, () => line('x'))), 500);
  assert.equal(fittingLines([line('x'.repeat(600_000)), line('x'.repeat(600_000))]), 1);
  assert.equal(fittingLines([line('x'.repeat(2_000_000))]), 1);
});

test('a message beyond the limit is cut and says so', () => {
  assert.match(messageWithinLimit('x'.repeat(250_010)), /x… \(10 more characters were cut\)$/);
  assert.equal(messageWithinLimit('short'), 'short');
});
