import assert from 'node:assert/strict';
import { test } from 'node:test';
import { canonicalJson, parseAsWritten } from './canonical-json.ts';

const rewritten = (text: string) => canonicalJson(parseAsWritten(text));

// On the right is what Python's json.dumps(json.loads(text), sort_keys=True) gives.
const SPELLINGS: readonly (readonly [string, string])[] = [
  ['1', '1'],
  ['1.0', '1.0'],
  ['-0', '0'],
  ['-0.0', '-0.0'],
  ['1E2', '100.0'],
  ['1e15', '1000000000000000.0'],
  ['1e16', '1e+16'],
  ['0.0001', '0.0001'],
  ['0.00001', '1e-05'],
  ['12345678901234567890', '12345678901234567890'],
  ['"\\u00e9\\u007f\\t"', '"\\u00e9\\u007f\\t"'],
  ['"😀"', '"\\ud83d\\ude00"'],
  ['{"b":[true,false,null],"a":{}}', '{"a": {}, "b": [true, false, null]}'],
];

for (const [text, expected] of SPELLINGS) {
  test(`${text} is spelled ${expected}`, () => assert.equal(rewritten(text), expected));
}
