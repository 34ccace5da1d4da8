import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parameterNames } from './parameter-names.ts';

test('the names of every form of function', () => {
  const forms = [
    'async (rows, database) => rows',
    'function load(rows, database) { return (x, y) => 1 }',
    'async function (rows, database) {}',
    'load(rows, database) {}',
    '( rows /* a, b */, database = f(1, [2, 3]) ) => 1',
  ];
  for (const form of forms) assert.deepEqual(parameterNames(form), ['rows', 'database'], form);
  assert.deepEqual(parameterNames('rows => rows'), ['rows']);
  assert.deepEqual(parameterNames('async rows => rows'), ['rows']);
  assert.deepEqual(parameterNames('() => 1'), []);
  assert.deepEqual(parameterNames('({ a, b }, [c], ...rest) => 1'), ['argument_0', 'argument_1', 'rest']);
});
