import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Automation } from '@signalbox/contract';
import { checkDraft, draftFrom } from './draft.ts';

const NEW = { ...draftFrom(null), name: 'tell of failures' };
const issuesOf = (part: Partial<typeof NEW>) => checkDraft({ ...NEW, ...part }).issues;

test('the example is an automation once it has a name', () => {
  const { body } = checkDraft(NEW);
  assert.deepEqual(
    [body?.name, body?.trigger.type, body?.actions],
    ['tell of failures', 'event', [{ type: 'do-nothing' }]],
  );
  assert.deepEqual(Object.keys(issuesOf({ name: ' ' }) ?? {}), ['name']);
});

test('an automation that is edited and saved is the same', () => {
  const { body } = checkDraft(NEW);
  const automation = Automation.parse({ ...body, id: '0193f0aa-1111-4222-8333-444455556666', tags: ['a'] });
  const { id: _id, created: _created, updated: _updated, ...kept } = automation;
  assert.deepEqual(checkDraft(draftFrom(automation)).body, kept);
});

test('what is no JSON is told in its field alone, and where', () => {
  const issues = issuesOf({ trigger: '{"posture": }' });
  assert.deepEqual(Object.keys(issues ?? {}), ['trigger']);
  assert.match(issues?.trigger?.[0] ?? '', /JSON/);
});

test('faults of a trigger are those of the shape that is meant, at their place', () => {
  assert.deepEqual(issuesOf({ trigger: '{"type": "event", "posture": "Proactive", "within": 5}' }), {
    trigger: ['within: `within` for Proactive triggers must be greater than or equal to 10 seconds'],
  });
  const nested = { type: 'compound', require: 'all', within: null, triggers: [{ type: 'event', posture: 'Often' }] };
  const issues = issuesOf({ trigger: JSON.stringify(nested) });
  assert.match(issues?.trigger?.[0] ?? '', /^triggers\.0\.posture: .*Reactive/);
});

test('a type that does not exist is told', () => {
  assert.equal(issuesOf({ trigger: '{"type": "metric"}' })?.trigger?.length, 1);
  assert.match(issuesOf({ actions: '[{"type": "dance"}]' })?.actions?.[0] ?? '', /^0\.type: /);
});

test('faults of actions name the action', () => {
  assert.match(
    issuesOf({ actions: '[{"type": "do-nothing"}, {"type": "run-deployment"}]' })?.actions?.[0] ?? '',
    /^1\.deployment_id: /,
  );
  assert.ok(issuesOf({ actions: '{}' })?.actions);
});
