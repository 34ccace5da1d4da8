import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pythonCommand } from './python.ts';

test('SIGNALBOX_PYTHON names the Python that runs the flow', () => {
  assert.deepEqual(pythonCommand('id', { SIGNALBOX_PYTHON: '/venv/bin/python', PATH: '' }), [
    '/venv/bin/python',
    '-m',
    'prefect',
    'flow-run',
    'execute',
    'id',
  ]);
});

test('without it the prefect on the PATH runs the flow', (context) => {
  const directory = mkdtempSync(join(tmpdir(), 'signalbox-python-test-'));
  context.after(() => rmSync(directory, { recursive: true }));
  writeFileSync(join(directory, 'prefect'), '#!/bin/sh\n', { mode: 0o755 });
  assert.deepEqual(pythonCommand('id', { PATH: `/nowhere::${directory}` }), [
    join(directory, 'prefect'),
    'flow-run',
    'execute',
    'id',
  ]);
});

test('a machine without prefect is told what to install', () => {
  assert.throws(() => pythonCommand('id', { PATH: '/nowhere' }), /pip install prefect.*SIGNALBOX_PYTHON/);
});
