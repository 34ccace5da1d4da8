import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Trigger } from '@signalbox/contract';
import { triggerText } from './trigger-text.ts';

const textOf = (trigger: unknown) => triggerText(Trigger.parse(trigger)).text;
const FAILED = { posture: 'Reactive', expect: ['prefect.flow-run.Failed'] };

test('what must happen is said with its resources, how often and how soon', () => {
  assert.equal(textOf(FAILED), 'When prefect.flow-run.Failed happens');
  assert.equal(textOf({ posture: 'Reactive' }), 'When any event happens');
  assert.equal(
    textOf({
      ...FAILED,
      expect: ['a', 'b', 'c'],
      match: { 'prefect.resource.id': 'prefect.flow-run.*', kind: ['x', 'y'] },
      match_related: [{ 'prefect.resource.role': 'flow', 'prefect.resource.name': 'etl' }],
      threshold: 3,
      within: 90,
    }),
    'When a, b or c happens 3 times within 1 m 30 s to prefect.flow-run.* and kind x or y, ' +
      'related to prefect.resource.role flow and prefect.resource.name etl',
  );
});

test('what must not fail to happen is said the other way', () => {
  assert.equal(
    textOf({
      posture: 'Proactive',
      after: ['begun'],
      expect: ['ended'],
      for_each: ['prefect.resource.id'],
      within: 60,
    }),
    'When ended does not happen within 1 m 0 s after begun; for each prefect.resource.id apart',
  );
});

test('compound triggers and sequences have their parts below them', () => {
  const compound = triggerText(Trigger.parse({ type: 'compound', triggers: [FAILED, FAILED], require: 2, within: 60 }));
  assert.equal(compound.text, 'When 2 of these fire within 1 m 0 s');
  assert.deepEqual(
    compound.parts.map(({ text }) => text),
    ['When prefect.flow-run.Failed happens', 'When prefect.flow-run.Failed happens'],
  );
  assert.equal(
    textOf({ type: 'compound', triggers: [FAILED], require: 'any', within: null }),
    'When any of these fires',
  );
  assert.equal(
    textOf({ type: 'sequence', triggers: [FAILED], within: 10 }),
    'When these fire in their order within 10 s',
  );
});
