import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventFilter } from '@signalbox/contract';
import {
  fieldFromTime,
  filterFromSearch,
  isOpenEnded,
  NO_FILTER,
  requestFromFilter,
  searchFromFilter,
  timeFromField,
} from './filter.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const RUN = '0193f0aa-1111-7222-8333-444455556666';

test('a filter survives the URL', () => {
  for (const filter of [
    NO_FILTER,
    {
      ...NO_FILTER,
      prefix: 'prefect.flow-run.',
      resource: `prefect.flow.${RUN}`,
      search: 'a b&c',
      range: '7d' as const,
    },
    { ...NO_FILTER, range: 'own' as const, from: NOW - 60_000, to: null },
  ]) {
    assert.deepEqual(filterFromSearch(new URLSearchParams(searchFromFilter(filter).toString())), filter);
  }
});

test('what makes no sense in a URL counts as absent', () => {
  assert.deepEqual(filterFromSearch(new URLSearchParams('range=year&from=yesterday')), NO_FILTER);
});

test('a filter is a request that the contract takes', () => {
  const request = requestFromFilter(
    { ...NO_FILTER, prefix: 'prefect.flow-run.*', resource: 'my.', search: 'late' },
    NOW,
  );
  const parsed = EventFilter.parse(request);
  assert.deepEqual(parsed.event?.prefix, ['prefect.flow-run.']);
  assert.deepEqual(parsed.any_resource, [{ id_prefix: ['my.'] }]);
  assert.equal(parsed.text?.query, 'late');
  assert.equal(Date.parse(parsed.occurred.since ?? ''), NOW - 86_400_000);
  assert.deepEqual(Object.keys(requestFromFilter(NO_FILTER, NOW)), ['occurred', 'order']);
});

test('an id alone means the resource of any kind that has it', () => {
  const { any_resource } = requestFromFilter({ ...NO_FILTER, resource: ` ${RUN.toUpperCase()} ` }, NOW);
  assert.ok(any_resource && 'id' in any_resource && any_resource.id?.includes(`prefect.flow-run.${RUN}`));
});

test('what happens now belongs to every list but one that has ended', () => {
  assert.equal(isOpenEnded(NO_FILTER, NOW), true);
  assert.equal(isOpenEnded({ ...NO_FILTER, range: 'own', to: NOW - 1 }, NOW), false);
  assert.equal(isOpenEnded({ ...NO_FILTER, range: 'own', to: null }, NOW), true);
});

test('a time survives a field for dates, to the minute', () => {
  assert.equal(timeFromField(fieldFromTime(NOW)), NOW);
  assert.equal(fieldFromTime(timeFromField('')), '');
});
