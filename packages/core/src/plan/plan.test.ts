import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { contentHash, contentText, covers, differences } from './content.ts';
import { type CurrentObject, type DesiredObject, planFrom } from './plan.ts';

const hashOf = ({ fields }: DesiredObject) => contentHash(fields);
const plan = (desired: readonly DesiredObject[], current: readonly CurrentObject[], prune = false) =>
  planFrom(desired, current, { prune, hashOf });

const desired = (key: string, fields: Record<string, unknown>, more: Partial<DesiredObject> = {}): DesiredObject => ({
  kind: 'deployment',
  key,
  fields,
  ...more,
});
const current = (key: string, fields: Record<string, unknown>, more: Partial<CurrentObject> = {}): CurrentObject => ({
  kind: 'deployment',
  key,
  id: `id of ${key}`,
  fields,
  is_owned: true,
  applied_hash: null,
  ...more,
});

test('what the server lacks is made, with all that is said of it', () => {
  assert.deepEqual(plan([desired('etl/daily', { tags: ['a'], paused: false })], []), [
    {
      action: 'create',
      kind: 'deployment',
      key: 'etl/daily',
      differences: [
        { path: ['paused'], before: null, after: false },
        { path: ['tags'], before: null, after: ['a'] },
      ],
    },
  ]);
});

test('a change names each value that differs, and none that the manifest leaves out', () => {
  const before = current('etl/daily', { parameters: { days: 7, city: 'Rome' }, tags: ['a'], schedules: ['kept'] });
  const [change] = plan([desired('etl/daily', { parameters: { days: 30, city: 'Rome' }, tags: ['a'] })], [before]);
  assert.deepEqual(change, {
    action: 'update',
    kind: 'deployment',
    key: 'etl/daily',
    id: 'id of etl/daily',
    differences: [{ path: ['parameters', 'days'], before: 7, after: 30 }],
    is_drift: false,
  });
});

test('the same content in another order, and null for nothing, is no change', () => {
  const before = current('etl/daily', { parameters: { b: 1, a: { d: null, c: 2 } } });
  const [change] = plan([desired('etl/daily', { parameters: { a: { c: 2 }, b: 1 }, description: null })], [before]);
  assert.equal(change?.action, 'unchanged');
});

test('what was changed on the server since it was applied is drift', () => {
  const wanted = desired('etl/daily', { paused: false });
  const before = current('etl/daily', { paused: true }, { applied_hash: hashOf(wanted) });
  const [change] = plan([wanted], [before]);
  assert.ok(change?.action === 'update' && change.is_drift);
});

test('an incidental field is written with a change and makes none', () => {
  const wanted = desired('etl/daily', { version: '2', paused: false }, { incidental: ['version'] });
  assert.equal(plan([wanted], [current('etl/daily', { version: '1', paused: false })])[0]?.action, 'unchanged');
  const [change] = plan([wanted], [current('etl/daily', { version: '1', paused: true })]);
  assert.deepEqual(change?.action === 'update' && change.differences.map(({ path }) => path[0]), ['paused', 'version']);
});

test('secret values are not in the plan', () => {
  const wanted = desired('secret/token', { data: { value: 'new' } }, { kind: 'block', secret: ['data'] });
  const before = current('secret/token', { data: { value: 'old' } }, { kind: 'block' });
  const text = JSON.stringify(plan([wanted], [before]));
  assert.doesNotMatch(text, /new|old/);
  assert.match(text, /\(secret\)/);
});

test('only what is owned and declared no more is removed, when that is asked for, after all else', () => {
  const owned = current('etl/old', {});
  const foreign = current('etl/foreign', {}, { is_owned: false });
  const wanted = desired('etl/daily', {});
  const actions = (prune: boolean) => plan([wanted], [owned, foreign], prune).map(({ action, key }) => [action, key]);
  assert.deepEqual(actions(true), [
    ['create', 'etl/daily'],
    ['delete', 'etl/old'],
  ]);
  assert.deepEqual(actions(false).at(-1), ['undeclared', 'etl/old']);
});

test('objects come in an order in which each may refer to those before it', () => {
  const kinds = ['automation', 'deployment', 'block', 'variable', 'work-pool'] as const;
  const changes = plan(
    kinds.map((kind) => desired('x', {}, { kind })),
    [],
  );
  assert.deepEqual(
    changes.map(({ kind }) => kind),
    [...kinds].reverse(),
  );
});

const json = fc.jsonValue({ maxDepth: 3 });

test('differences are none exactly between values of the same content', () => {
  fc.assert(
    fc.property(json, json, (left, right) => {
      assert.equal(differences(left, right).length === 0, contentText(left) === contentText(right));
      assert.deepEqual(differences(left, left), []);
    }),
  );
});

test('every value covers itself, and an object with more members what it had', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), json, (value, more) => {
      assert.ok(covers(value, value));
      assert.ok(covers({ 'only here': more, ...value }, value));
    }),
  );
});
