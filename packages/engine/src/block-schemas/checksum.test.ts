// The checksums here were given by a Prefect 3.8.8 server for the same fields.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { blockSchemaChecksum } from './checksum.ts';

const TITLE_ONLY = 'sha256:a5e8401352d56c873766f577cb728c0ee36d8d941ed73b37ab107f0e48082e04';

test('the order of keys does not matter', () => {
  const checksum = 'sha256:41ec0f8af3b1c4f154e45b443e9d8d51ad58adfb19472f8b4a9e3cffb93d084d';
  assert.equal(
    blockSchemaChecksum('{"fields":{"title":"X","type":"object","properties":{"a":{"type":"string"}}}}'),
    checksum,
  );
  assert.equal(
    blockSchemaChecksum('{"fields": {"properties": {"a": {"type": "string"}}, "type": "object", "title": "X"}}'),
    checksum,
  );
});

test('a float stays a float and is written as Python writes it', () => {
  const fields = '{"title":"X","properties":{"a":{"default":1.0},"b":{"default":1e+20},"c":{"default":1.5e-07}}}';
  assert.equal(
    blockSchemaChecksum(`{"fields":${fields}}`),
    'sha256:98dc6a98257082e3b19d3049c0cb8e72d14723d70268a8dfa847d8a1f5464ab8',
  );
});

test('letters beyond ASCII are escaped', () => {
  assert.equal(
    blockSchemaChecksum('{"fields":{"title":"Xé","description":"ünï"}}'),
    'sha256:a076011a4a6c85c563a83e082bb41c54cdb004b861b92d0bd3fc89e32797725f',
  );
});

test('definitions and secret fields do not count', () => {
  assert.equal(blockSchemaChecksum('{"fields":{"title":"X"}}'), TITLE_ONLY);
  assert.equal(blockSchemaChecksum('{"fields":{"title":"X","definitions":{"a":{"x":1}}}}'), TITLE_ONLY);
  assert.equal(blockSchemaChecksum('{"fields":{"title":"X","secret_fields":["a"]}}'), TITLE_ONLY);
});

test('no fields have a checksum too', () => {
  const checksum = 'sha256:f8e6e96abbc38504d4e9c99fc57281fa0026bede1fa42db79f22f984501710f4';
  assert.equal(blockSchemaChecksum('{"fields":{}}'), checksum);
  assert.equal(blockSchemaChecksum('{}'), checksum);
});
