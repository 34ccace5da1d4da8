import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorText } from './error-text.ts';

test('only the frames of the user are shown, and every cause', () => {
  const error = new Error('outer', { cause: new TypeError('inner') });
  error.stack = [
    'Error: outer',
    '    at load (file:///project/flows/weather.ts:3:1)',
    `    at runTask (${new URL('../tasks/run-task.ts', import.meta.url).href}:1:1)`,
    '    at process.processTicksAndRejections (node:internal/process/task_queues:104:5)',
  ].join('\n');
  const text = errorText(error);
  assert.match(
    text,
    /^Error: outer\n {4}at load \(file:\/\/\/project\/flows\/weather\.ts:3:1\)\nCaused by TypeError: inner/,
  );
  assert.doesNotMatch(text, /run-task|task_queues/);
});

test('what is not an error is shown too', () => {
  assert.equal(errorText('no'), 'Thrown: no');
});
