import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestTarget } from './request-target.ts';

test('fills the path and writes the query', () => {
  assert.equal(
    requestTarget('/deployments/name/{flow}/{name}', { flow: 'a b', name: 'x/y' }, { include: true, none: undefined }),
    '/deployments/name/a%20b/x%2Fy?include=true',
  );
});

test('a path value that is missing is an error, not the text "undefined"', () => {
  assert.throws(() => requestTarget('/flows/{id}', {}), /needs a value for "id"/);
});
