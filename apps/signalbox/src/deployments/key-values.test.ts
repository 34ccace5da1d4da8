import assert from 'node:assert/strict';
import { test } from 'node:test';
import { UsageError } from '../command-error.ts';
import { objectFromJson, objectFromKeyValues } from './key-values.ts';

test('values are JSON where they can be, else texts', () => {
  assert.deepEqual(objectFromKeyValues(['n=10', 'city=New York', 'on=true', 'list=[1]', 'sum=1+1=2', 'empty='], '-p'), {
    n: 10,
    city: 'New York',
    on: true,
    list: [1],
    sum: '1+1=2',
    empty: '',
  });
});

test('a word without = is refused', () => {
  assert.throws(() => objectFromKeyValues(['limit'], '-p'), UsageError);
  assert.throws(() => objectFromKeyValues(['=1'], '-p'), UsageError);
});

test('parameters as JSON must be an object', () => {
  assert.deepEqual(objectFromJson('{"a": [1]}', '--params'), { a: [1] });
  for (const text of ['[1]', 'null', '"a"', '{'])
    assert.throws(() => objectFromJson(text, '--params'), UsageError, text);
});
