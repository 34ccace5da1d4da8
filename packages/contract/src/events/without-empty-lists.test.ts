import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventFilter } from './filter.ts';

const left = (filter: unknown) => EventFilter.parse(filter);

test('an empty list restricts nothing', () => {
  assert.equal(left({ id: { id: [] } }).id.id, null);
  assert.equal(left({ event: { name: [], prefix: ['a.'] } }).event?.name, null);
  assert.equal(left({ resource: { id: [], id_prefix: [] } }).resource?.id, null);
  for (const nothing of [{}, [], [{}], { role: [] }, { id: [], labels: {} }]) {
    assert.equal(left({ related: nothing }).related, null);
  }
  assert.equal(left({ any_resource: { id_prefix: [] } }).any_resource, null);
});

test('what restricts is left as it was', () => {
  const filter = {
    id: { id: ['01a20916-be7b-72df-b18b-11d5c6e1cf68'] },
    event: { prefix: ['a.'], exclude_name: ['a.b'] },
    resource: { id: ['r'], labels: { kind: ['x'] }, distinct: true },
    related: [{ id: ['f'], role: ['flow'] }],
    any_resource: [{ id_prefix: ['p'] }],
  };
  assert.deepEqual(left({ ...filter, related: [...filter.related, { id: [] }] }), EventFilter.parse(filter));
});
