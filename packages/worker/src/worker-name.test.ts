import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { holdWorkerName, WorkerNameTakenError } from './worker-name.ts';

function temporaryDirectory(context: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-worker-name-test-'));
  context.after(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

test('workers of one pool on one machine get names of their own, and a freed one is given again', (context) => {
  const directory = temporaryDirectory(context);
  const first = holdWorkerName(directory, 'default', undefined);
  const second = holdWorkerName(directory, 'default', undefined);
  assert.equal(first.name, `${hostname()}-default`);
  assert.equal(second.name, `${hostname()}-default-2`);
  first[Symbol.dispose]();
  assert.equal(holdWorkerName(directory, 'default', undefined).name, `${hostname()}-default`);
});

test('a wanted name that a living worker has is refused', (context) => {
  const directory = temporaryDirectory(context);
  using held = holdWorkerName(directory, 'default', 'night/shift');
  assert.equal(held.name, 'night/shift');
  assert.throws(() => holdWorkerName(directory, 'other', 'night/shift'), WorkerNameTakenError);
});

test('the name of a worker that died is free, also when its file was left unfinished', (context) => {
  const directory = temporaryDirectory(context);
  writeFileSync(join(directory, 'dead.worker'), JSON.stringify({ pid: process.pid, started: 'another boot 1' }));
  writeFileSync(join(directory, 'torn.worker'), '{"pid":');
  assert.equal(holdWorkerName(directory, 'default', 'dead').name, 'dead');
  assert.equal(holdWorkerName(directory, 'default', 'torn').name, 'torn');
});
