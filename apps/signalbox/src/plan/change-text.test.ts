import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Change } from '@signalbox/core';
import { changesMarkdown, changesText } from './change-text.ts';

const CHANGES: readonly Change[] = [
  {
    action: 'create',
    kind: 'variable',
    key: 'region',
    differences: [{ path: ['value'], before: null, after: 'eu' }],
  },
  {
    action: 'update',
    kind: 'deployment',
    key: 'etl/daily',
    id: '1',
    differences: [{ path: ['parameters', 'note'], before: 'a', after: '``` b' }],
    is_drift: true,
  },
  { action: 'undeclared', kind: 'deployment', key: 'etl/old', id: '2' },
  { action: 'unchanged', kind: 'deployment', key: 'etl/same', id: '3' },
];

test('a plan names each change with what was and what will be, and counts the rest', () => {
  assert.equal(
    changesText(CHANGES),
    [
      '+ variable region',
      '    value: "eu"',
      '~ deployment etl/daily (changed on the server since it was applied)',
      '    parameters.note: "a" → "``` b"',
      '? deployment etl/old is declared no more; --prune removes it',
      '',
      'Plan: 1 to create, 1 to change, 0 to delete, 1 unchanged.',
    ].join('\n'),
  );
  assert.equal(changesText(CHANGES.slice(3)), 'Plan: 0 to create, 0 to change, 0 to delete, 1 unchanged.');
});

test('a comment is a difference that no value can break out of', () => {
  const lines = changesMarkdown(CHANGES).split('\n');
  assert.equal(lines[4], '````diff');
  assert.ok(lines.includes('-   parameters.note: "a"'));
  assert.ok(lines.includes('+   parameters.note: "``` b"'));
  assert.equal(lines.at(-1), '````');
  assert.match(changesMarkdown(CHANGES.slice(3)), /Nothing changes/);
});
