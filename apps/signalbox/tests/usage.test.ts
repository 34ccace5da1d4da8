// signalbox: how the command line answers to words that are right and wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NOUNS } from '../src/nouns.ts';
import { commandLine } from './run-signalbox.ts';

test('--help names every noun and succeeds', async (context) => {
  const { code, stdout } = await commandLine(context).run(['--help']);
  assert.equal(code, 0);
  for (const { name } of NOUNS) assert.match(stdout, new RegExp(`^  ${name} `, 'm'));
});

test('every noun has help of its own', async (context) => {
  const { run } = commandLine(context);
  for (const { name } of NOUNS) {
    const { code, stdout } = await run([name, '--help']);
    assert.equal(code, 0, name);
    assert.match(stdout, new RegExp(`^Usage: signalbox ${name}`), name);
  }
});

for (const words of [
  ['frob'],
  ['flow', 'sl'],
  ['flow', 'ls', '--frob'],
  ['-o', 'xml', 'flow', 'ls'],
  ['deployment', 'inspect'],
])
  test(`signalbox ${words.join(' ')} is wrong usage: exit code 2`, async (context) => {
    const { code, stderr, stdout } = await commandLine(context).run(words);
    assert.equal(code, 2);
    assert.equal(stdout, '');
    assert.match(stderr, /^error: /);
  });

test('a server that cannot be reached: its address and how to start one', async (context) => {
  const { code, stderr } = await commandLine(context, 'http://127.0.0.1:9/api').run(['flow', 'ls']);
  assert.equal(code, 1);
  assert.match(stderr, /http:\/\/127\.0\.0\.1:9\/api.*signalbox server start/s);
  assert.doesNotMatch(stderr, /\n\s+at /);
});

test('a port that is no number is wrong usage', async (context) => {
  const { run } = commandLine(context);
  const { code, stderr } = await run(['server', 'start', '--port', 'x']);
  assert.equal(code, 2);
  assert.match(stderr, /--port takes a number/);
  const { stderr: of_environment } = await run(['server', 'start'], { env: { SIGNALBOX_PORT: '99999' } });
  assert.match(of_environment, /SIGNALBOX_PORT takes a number/);
});
