// engine: when services count as well.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { now } from '@signalbox/core';
import { ServiceRecords } from './service-records.ts';

test('services that were never started, or have been stopped, are no help', () => {
  const records = new ServiceRecords();
  assert.match(records.trouble() ?? '', /not running/);
  records.begin(['scheduler']);
  assert.equal(records.trouble(), null);
  records.end();
  assert.match(records.trouble() ?? '', /not running/);
});

test('a service is broken at its third failure in a row, and well again after a success', () => {
  const records = new ServiceRecords();
  records.begin(['scheduler', 'retention']);
  const fail = () => records.note('scheduler', now(), 0.1, new Error('no space'));
  fail();
  fail();
  assert.equal(records.trouble(), null);
  fail();
  assert.equal(records.trouble(), 'The background service scheduler has failed 3 times in a row: no space');
  records.note('scheduler', now(), 0.2, null);
  assert.equal(records.trouble(), null);
  const record = records.all().get('scheduler');
  assert.deepEqual([record?.runs, record?.failures, record?.last_error], [4, 3, null]);
});
