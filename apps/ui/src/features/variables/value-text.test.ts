import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { textFromValue, valueFromText } from './value-text.ts';

test('any value survives being edited', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const json = JSON.parse(JSON.stringify(value));
      assert.deepEqual(valueFromText(textFromValue(json)), json);
    }),
  );
});

test('text is written without quotes, but a number in text keeps them', () => {
  assert.equal(textFromValue('eu-central-1'), 'eu-central-1');
  assert.equal(textFromValue('30'), '"30"');
  assert.equal(valueFromText('30'), 30);
  assert.equal(valueFromText('{"wind": 30'), '{"wind": 30');
});
