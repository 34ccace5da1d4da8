import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRepeatable, isRetriedFailure, isRetriedStatus } from './retry-rule.ts';

const route = (id: string, method = 'POST') => ({ id, method, path: '/' });

test('reads, upserts and requests with a key may be sent twice', () => {
  assert.equal(isRepeatable(route('flow_runs.read', 'GET'), undefined), true);
  assert.equal(isRepeatable(route('flow_runs.filter'), {}), true);
  assert.equal(isRepeatable(route('flows.create'), { name: 'x' }), true);
  assert.equal(isRepeatable(route('flow_runs.create'), { idempotency_key: 'k' }), true);
  const state = { type: 'RUNNING', state_details: { transition_id: crypto.randomUUID() } };
  assert.equal(isRepeatable(route('flow_runs.set_state'), { state }), true);
});

test('what would happen twice is not sent twice', () => {
  assert.equal(isRepeatable(route('flow_runs.create'), {}), false);
  assert.equal(isRepeatable(route('flow_runs.set_state'), { state: { type: 'RUNNING' } }), false);
  assert.equal(isRepeatable(route('variables.create'), { name: 'x' }), false);
  assert.equal(isRepeatable(route('concurrency_limits.increment_with_lease'), { slots: 1 }), false);
});

test('a server that did nothing is asked again, one that may have acted only when that is safe', () => {
  assert.equal(isRetriedStatus(503, false), true);
  assert.equal(isRetriedStatus(429, false), true);
  assert.equal(isRetriedStatus(502, false), false);
  assert.equal(isRetriedStatus(502, true), true);
  assert.equal(isRetriedStatus(408, true), true);
  assert.equal(isRetriedStatus(500, true), false);
  assert.equal(isRetriedStatus(404, true), false);
});

test('a request that never left is sent again even when a repeat would not be safe', () => {
  const refused = new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) });
  const reset = new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNRESET' }) });
  assert.equal(isRetriedFailure(refused, false), true);
  assert.equal(isRetriedFailure(reset, false), false);
  assert.equal(isRetriedFailure(reset, true), true);
});
