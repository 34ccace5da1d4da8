import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AutomationCreate } from '../automations/automation.ts';
import { issuesAt } from './issues-at.ts';

const faults = (trigger: unknown): string[] => {
  const { error } = AutomationCreate.safeParse({ name: 'n', trigger, actions: [] });
  return issuesAt(error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
};

test('a fault inside a choice of shapes is told at its place in the shape that is meant', () => {
  assert.match(faults({ type: 'event', posture: 'Often' })[0] ?? '', /^trigger\.posture: /);
  const nested = { type: 'sequence', within: 1, triggers: [{ posture: 'Reactive' }, { posture: 'Often' }] };
  assert.match(faults(nested)[0] ?? '', /^trigger\.triggers\.1\.posture: /);
});

test('where no shape is meant the choice itself is wrong', () => {
  assert.match(faults({ type: 'metric' })[0] ?? '', /^trigger: /);
});

test('a value that fits has no faults', () => {
  assert.deepEqual(faults({ posture: 'Reactive' }), []);
});
