// deploy: entrypoints of both languages.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entrypointFromText } from './entrypoint.ts';

test('a file and a name of it, in either language', () => {
  for (const text of ['a.ts:b', './a/b.mjs:default', 'C:\\flows\\a.tsx:b', 'a.cts:b', 'x.y/a.js:b']) {
    assert.equal(entrypointFromText(text)?.language, 'javascript', text);
  }
  assert.deepEqual(entrypointFromText('flows/etl.py:etl'), {
    text: 'flows/etl.py:etl',
    language: 'python',
    path: 'flows/etl.py',
    name: 'etl',
  });
});

test('anything else is not an entrypoint', () => {
  for (const text of ['', 'a', 'a.ts', 'a.ts:', ':b', 'a.rb:b', 'package.module.flow', 'a.ts:b/c', 'a.py']) {
    assert.equal(entrypointFromText(text), null, text);
  }
});
