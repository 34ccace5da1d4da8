// core: which pools the server itself serves, and with what.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { infrastructureTypeOf, isPushType } from './push-work-pool.ts';
import { baseJobTemplateFor } from './work-pool-types.ts';

test('a type that ends in :push is submitted by the server to the kind before it', () => {
  assert.deepEqual([isPushType('process:push'), isPushType('process'), isPushType('push')], [true, false, false]);
  assert.deepEqual(
    [infrastructureTypeOf('cloud-run-v2:push'), infrastructureTypeOf('docker')],
    ['cloud-run-v2', 'docker'],
  );
});

test('a push pool of processes takes the variables that its workers would', () => {
  assert.deepEqual(baseJobTemplateFor('process:push'), baseJobTemplateFor('process'));
});
