import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runNameFrom } from './run-name.ts';

test('a template is filled with parameters, also inside of them', () => {
  const parameters = { city: 'Bern', date: new Date('2026-01-02T00:00:00Z'), order: { id: 7 } };
  assert.equal(runNameFrom('{city}-{order.id}-{date}', parameters), 'Bern-7-2026-01-02T00:00:00.000Z');
  assert.equal(runNameFrom('{{{city}}}', parameters), '{Bern}');
  assert.equal(
    runNameFrom(({ city }) => `in ${city}`, parameters),
    'in Bern',
  );
});

test('a place that names no parameter is an error that names those there are', () => {
  assert.throws(() => runNameFrom('{town}', { city: 'Bern' }), /'town', which is not there. There are: city/);
});
