import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonFromValue } from './json-value.ts';

test('whatever is given becomes JSON, and what JSON cannot hold is named', () => {
  const circular: Record<string, unknown> = { a: 1 };
  circular.self = circular;
  const value = {
    date: new Date('2026-01-01T00:00:00Z'),
    big: 12345678901234567890n,
    map: new Map([['k', 1]]),
    set: new Set([1]),
    bytes: new Uint8Array(3),
    call: function name() {},
    nan: Number.NaN,
    none: undefined,
    nested: [undefined, { x: null }],
    circular,
    error: new TypeError('bad'),
  };
  const json = jsonFromValue(value);
  assert.deepEqual(JSON.parse(JSON.stringify(json)), json);
  assert.deepEqual(json, {
    date: '2026-01-01T00:00:00.000Z',
    big: '12345678901234567890',
    map: { k: 1 },
    set: [1],
    bytes: '<Uint8Array of 3 bytes>',
    call: '<function name>',
    nan: null,
    nested: [null, { x: null }],
    circular: { a: 1, self: '<circular>' },
    error: '<TypeError: bad>',
  });
});

test('the same object twice is not circular', () => {
  const shared = { a: 1 };
  assert.deepEqual(jsonFromValue([shared, shared]), [shared, shared]);
});
