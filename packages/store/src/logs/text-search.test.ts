import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSearch } from './text-search.ts';

test('words are alternatives, a plus requires, a minus or an exclamation mark excludes', () => {
  assert.deepEqual(parseSearch('error timeout +db -debug !trace'), {
    some: ['error', 'timeout'],
    required: ['db'],
    excluded: ['debug', 'trace'],
  });
});

test('quotes keep a phrase together, with a sign too', () => {
  assert.deepEqual(parseSearch('"connection lost" -"retry in"'), {
    some: ['connection lost'],
    required: [],
    excluded: ['retry in'],
  });
});

test('a sign or quotes around nothing ask for nothing', () => {
  assert.deepEqual(parseSearch('  "" '), { some: [], required: [], excluded: [] });
});
