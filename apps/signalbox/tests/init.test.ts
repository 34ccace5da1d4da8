// signalbox: a new project.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { commandLine } from './run-signalbox.ts';

test('init makes a project in a new folder, and leaves one that exists alone', async (context) => {
  const { home, run, json } = commandLine(context);
  const made = await json<{ folder: string; written: string[] }>(['init', 'My Flows']);
  assert.equal(made.folder, join(home, 'My Flows'));
  assert.deepEqual(made.written, ['flows/hello.ts', 'prefect.yaml', 'package.json', '.gitignore']);
  assert.equal(JSON.parse(readFileSync(join(made.folder, 'package.json'), 'utf8')).name, 'my-flows');
  const again = await run(['init', 'My Flows']);
  assert.equal(again.code, 1);
  assert.match(again.stderr, /is a project already/);
});

test('init keeps files that are there', async (context) => {
  const { home, run } = commandLine(context);
  writeFileSync(join(home, 'package.json'), '{"name":"mine"}');
  const { code, stdout } = await run(['init']);
  assert.equal(code, 0);
  assert.match(stdout, /package\.json \(was there, is unchanged\)/);
  assert.equal(readFileSync(join(home, 'package.json'), 'utf8'), '{"name":"mine"}');
});
