import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { filterFromSearch, NO_FILTER, RANGES, requestFromFilter, SORTS, searchFromFilter, spanOf } from './filter.ts';

const now = Date.parse('2026-11-23T12:00:00Z');

test('an empty URL is the default filter, which is an empty URL', () => {
  assert.deepEqual(filterFromSearch(new URLSearchParams()), NO_FILTER);
  assert.equal(searchFromFilter(NO_FILTER).toString(), '');
});

test('any filter survives the way through the URL', () => {
  const words = fc.array(fc.string({ minLength: 1 }), { maxLength: 3 });
  const filters = fc.record(
    {
      states: fc.subarray(['SCHEDULED', 'RUNNING', 'FAILED', 'Late']),
      flows: words,
      deployments: words,
      tags: words,
      search: fc.string(),
      range: fc.constantFrom(...(Object.keys(RANGES) as (keyof typeof RANGES)[])),
      sort: fc.constantFrom(...(Object.keys(SORTS) as (keyof typeof SORTS)[])),
      page: fc.integer({ min: 1, max: 1000 }),
      from: fc.constant(null),
      to: fc.constant(null),
    },
    { noNullPrototype: true },
  );
  fc.assert(
    fc.property(filters, (filter) => {
      const text = searchFromFilter(filter).toString();
      assert.deepEqual(filterFromSearch(new URLSearchParams(text)), filter);
    }),
  );
});

test('nonsense in the URL counts as absent', () => {
  const search = new URLSearchParams('state=NOPE&range=1y&sort=x&page=-3&from=yesterday&to=2026-01-01');
  assert.deepEqual(filterFromSearch(search), NO_FILTER);
});

test('a time of its own takes the place of the range', () => {
  const filter = { ...NO_FILTER, from: now - 1000, to: now };
  assert.deepEqual(filterFromSearch(searchFromFilter(filter)), filter);
  assert.deepEqual(spanOf(filter, now), { start: now - 1000, end: now });
});

test('late runs are asked for by name, beside the types', () => {
  const { flow_runs } = requestFromFilter({ ...NO_FILTER, states: ['FAILED', 'Late'] }, now);
  assert.deepEqual(flow_runs.state, { operator: 'or_', type: { any_: ['FAILED'] }, name: { any_: ['Late'] } });
});

test('past ranges reach a minute ahead, because clocks differ', () => {
  const { flow_runs } = requestFromFilter({ ...NO_FILTER, range: '1h' }, now);
  assert.deepEqual(flow_runs.expected_start_time, {
    after_: '2026-11-23T11:00:00.000Z',
    before_: '2026-11-23T12:01:00.000Z',
  });
});

test('any time asks for no time', () => {
  const { flow_runs } = requestFromFilter({ ...NO_FILTER, range: 'all' }, now);
  assert.equal('expected_start_time' in flow_runs, false);
});
