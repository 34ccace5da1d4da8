// server: lines of the log.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ServerLogOptions, serverLog } from './server-log.ts';

function linesOf(options: ServerLogOptions) {
  const lines: string[] = [];
  const log = serverLog({ ...options, write: (line) => lines.push(line), now: () => new Date(0) });
  return { lines, log };
}

test('a line of JSON holds time, level, message, fields and the error with its cause', () => {
  const { lines, log } = linesOf({ format: 'json' });
  log.error('flows.create failed', new Error('outer', { cause: new Error('inner') }), { request_id: 'a-1' });
  const [line = ''] = lines;
  assert.ok(!line.includes('\n'));
  const { error, ...entry } = JSON.parse(line);
  assert.deepEqual(entry, {
    time: '1970-01-01T00:00:00.000Z',
    level: 'error',
    message: 'flows.create failed',
    request_id: 'a-1',
  });
  assert.match(error, /outer[\s\S]*caused by: Error: inner/);
});

test('a line of text is for people', () => {
  const { lines, log } = linesOf({ level: 'info' });
  log.info('request', { route: 'flows.read', status: 200 });
  assert.deepEqual(lines, ['1970-01-01T00:00:00.000Z info request route=flows.read status=200']);
});

test('what is below the level is not told', () => {
  const { lines, log } = linesOf({});
  log.info('request');
  assert.deepEqual(lines, []);
  assert.equal(log.writes('info'), false);
  log.warning('open to the network');
  assert.equal(lines.length, 1);
});
