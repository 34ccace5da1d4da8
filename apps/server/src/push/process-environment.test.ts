// server: what a run on the server's machine may know.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { processEnvironment } from './process-environment.ts';

test('keys, passwords and databases of the server stay with the server', () => {
  const told = processEnvironment({
    PATH: '/bin',
    SIGNALBOX_ENCRYPTION_KEY: 'a',
    SIGNALBOX_DATABASE_URL: 'b',
    SIGNALBOX_SERVER_AUTH_STRING: 'c',
    PREFECT_SERVER_DATABASE_CONNECTION_URL: 'd',
    PGPASSWORD: 'e',
    SIGNALBOX_PYTHON: '/venv/bin/python',
  });
  assert.deepEqual(told, { PATH: '/bin', SIGNALBOX_PYTHON: '/venv/bin/python' });
});
