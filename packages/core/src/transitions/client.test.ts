import assert from 'node:assert/strict';
import { test } from 'node:test';
import { clientFromHeaders, isOlderThan, keepsDeploymentLease, knowsRetryType, UNKNOWN_CLIENT } from './client.ts';

test('a client is known by its headers', () => {
  assert.deepEqual(clientFromHeaders('prefect/3.8.8 (API 0.8.4)', '0.8.4'), {
    package_version: [3, 8, 8],
    api_version: [0, 8, 4],
  });
  assert.deepEqual(clientFromHeaders('prefect/3.4.11.dev2+1.g1a (API 0.8.4)', null).package_version, [3, 4, 11]);
  assert.deepEqual(clientFromHeaders('Mozilla/5.0', 'new'), UNKNOWN_CLIENT);
  assert.deepEqual(clientFromHeaders(null, null), UNKNOWN_CLIENT);
});

test('versions are compared part by part, and an unknown one is not old', () => {
  assert.ok(isOlderThan([3, 4, 10], [3, 4, 11]));
  assert.ok(isOlderThan([2, 20, 99], [3, 0, 0]));
  assert.ok(!isOlderThan([3, 10, 0], [3, 4, 11]));
  assert.ok(!isOlderThan([3, 4, 11], [3, 4, 11]));
  assert.ok(!isOlderThan(null, [9, 9, 9]));
});

test('older clients keep older rules; only a known new one renews its lease', () => {
  assert.ok(keepsDeploymentLease(clientFromHeaders('prefect/3.4.11 (API 0.8.4)', null)));
  assert.ok(!keepsDeploymentLease(clientFromHeaders('prefect/3.4.10 (API 0.8.4)', null)));
  assert.ok(!keepsDeploymentLease(UNKNOWN_CLIENT));
  assert.ok(knowsRetryType(UNKNOWN_CLIENT));
  assert.ok(!knowsRetryType(clientFromHeaders(null, '0.8.3')));
});
