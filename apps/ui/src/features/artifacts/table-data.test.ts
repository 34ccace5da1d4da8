import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cellText, tableFromData } from './table-data.ts';

const expected = {
  columns: ['city', 'max'],
  rows: [
    ['Seattle', 34.2],
    ['New York', undefined],
  ],
};

test('records become rows, under the columns that any of them has', () => {
  const records = [{ city: 'Seattle', max: 34.2 }, { city: 'New York' }];
  assert.deepEqual(tableFromData(records), expected);
  assert.deepEqual(tableFromData(JSON.stringify(records)), expected);
});

test('columns become rows', () => {
  assert.deepEqual(tableFromData({ city: ['Seattle', 'New York'], max: [34.2] }), expected);
});

test('lists become rows under numbers', () => {
  assert.deepEqual(tableFromData([[1, 2], [3]]), { columns: ['1', '2'], rows: [[1, 2], [3]] });
});

test('what is no table is none', () => {
  for (const data of ['no JSON', '"text"', 7, null, [1, 2], { a: 1 }]) assert.equal(tableFromData(data), null);
});

test('a cell shows any value as text', () => {
  assert.deepEqual([null, undefined, 0, false, { a: 1 }].map(cellText), ['', '', '0', 'false', '{"a":1}']);
});
