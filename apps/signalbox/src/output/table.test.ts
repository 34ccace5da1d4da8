import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { fields, table } from './table.ts';

test('columns are as wide as their widest text, and lines have no blanks at their end', () => {
  const rows = [
    { name: 'a', count: 1 },
    { name: 'long name', count: 100 },
  ];
  const text = table(
    rows,
    [
      { title: 'Name', text: ({ name }) => name },
      { title: 'N', text: ({ count }) => String(count), align: 'right' },
      { title: 'Note', text: () => '' },
    ],
    'none',
  );
  assert.equal(stripVTControlCharacters(text), 'NAME         N  NOTE\na            1\nlong name  100');
});

test('an empty list says what there is none of', () => {
  assert.equal(table([], [], 'No flows.'), 'No flows.');
});

test('fields without a value are left out', () => {
  assert.equal(stripVTControlCharacters(fields({ id: '1', description: null, flow: 'etl' })), 'id    1\nflow  etl');
});
