import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SubmitError } from '@signalbox/core';
import { isNodeEntrypoint, wordsFromCommand } from './command.ts';

test('Node runs entrypoints of TypeScript and JavaScript, Python all others', () => {
  for (const entrypoint of ['a.ts:f', 'flows/b.mjs:f', 'c.js', './d.mts:default', 'e.tsx:f'])
    assert.equal(isNodeEntrypoint(entrypoint), true, entrypoint);
  for (const entrypoint of ['a.py:f', 'package.module.flow', 'scripts.ts.py:f', 'tests/a.py:ts'])
    assert.equal(isNodeEntrypoint(entrypoint), false, entrypoint);
});

const commands: [string, string[]][] = [
  ['python -m prefect.engine', ['python', '-m', 'prefect.engine']],
  ['  node   run.js  ', ['node', 'run.js']],
  [`sh -c 'echo "a b"'`, ['sh', '-c', 'echo "a b"']],
  ['"my program" --x="1 2"', ['my program', '--x=1 2']],
  ['a\\ b "c\\"d" "e\\f" \'g\\h\'', ['a b', 'c"d', 'e\\f', 'g\\h']],
  [`run ''`, ['run', '']],
  ['', []],
];
for (const [command, words] of commands)
  test(`the command ‹${command}› has ${words.length} words`, () => assert.deepEqual(wordsFromCommand(command), words));

test('a quote that is not closed is refused', () => {
  assert.throws(() => wordsFromCommand(`echo 'a`), SubmitError);
});
