import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { StateType } from '@signalbox/contract';
import { exitReport } from './exit-report.ts';

const ended = { exit_code: 0, signal: null, reason: null };

const expected: Record<StateType, string | null> = {
  SCHEDULED: null,
  PENDING: 'CRASHED',
  RUNNING: 'CRASHED',
  COMPLETED: null,
  FAILED: null,
  CANCELLED: null,
  CRASHED: null,
  PAUSED: null,
  CANCELLING: 'CANCELLED',
};
for (const [type, reported] of Object.entries(expected) as [StateType, string | null][])
  test(`a process that ends while its run is ${type} is reported as ${reported ?? 'nothing'}`, () =>
    assert.equal(exitReport(type, ended)?.type ?? null, reported));

test('the report of a crash names the exit code or the signal', () => {
  assert.match(exitReport('RUNNING', { exit_code: 137, signal: null, reason: null })?.message ?? '', /exit code 137/);
  assert.match(exitReport('RUNNING', { exit_code: null, signal: 'SIGSEGV', reason: null })?.message ?? '', /SIGSEGV/);
  assert.match(
    exitReport('RUNNING', { exit_code: null, signal: 'SIGKILL', reason: null })?.message ?? '',
    /out of memory/,
  );
  assert.match(exitReport('RUNNING', { exit_code: null, signal: null, reason: null })?.message ?? '', /not known/);
});

test('what the infrastructure says of the end stands for the exit code', () => {
  const reason = 'The container used more memory than its limit of 64 MB and was killed.';
  assert.equal(exitReport('RUNNING', { exit_code: 137, signal: null, reason })?.message, reason);
});
