// core: parameters against the schemas that Python and TypeScript flows give.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parameterIssues } from './parameter-issues.ts';

const schema = {
  title: 'Parameters',
  type: 'object',
  properties: {
    city: { title: 'city', type: 'string', position: 0 },
    days: { type: 'integer', default: 3, position: 1 },
    color: { $ref: '#/definitions/Color', default: 'red' },
    config: { $ref: '#/definitions/Config' },
    since: { anyOf: [{ type: 'string', format: 'date-time' }, { type: 'null' }] },
    any: { title: 'any' },
  },
  required: ['city'],
  definitions: {
    Color: { enum: ['red', 'blue'], type: 'string' },
    Config: { type: 'object', properties: { sizes: { type: 'array', items: { type: 'integer' } } } },
  },
};
const places = (parameters: Record<string, unknown>) =>
  parameterIssues(schema, parameters).map(({ path }) => path.join('.'));

test('parameters that fit have no issues, whatever their format or further names', () => {
  assert.deepEqual(places({ city: 'a', days: 1, since: 'yesterday', any: [{}], extra: 1, color: 'blue' }), []);
  assert.deepEqual(places({ city: 'a', since: null }), []);
});

test('each parameter that does not fit is named with its path', () => {
  assert.deepEqual(places({ city: 1, days: '3', color: 'green', config: { sizes: [1, 'x'] }, since: 5 }), [
    'city',
    'days',
    'color',
    'config.sizes.1',
    'since',
  ]);
  const [issue] = parameterIssues(schema, { city: 1 });
  assert.match(issue?.message ?? '', /expected string, received number/);
});

test('a required parameter may be missing where runs bring it', () => {
  assert.deepEqual(places({}), ['city']);
  assert.deepEqual(parameterIssues(schema, {}, { ignore_required: true }), []);
});

test('a reference to a block is not checked', () => {
  assert.deepEqual(places({ city: { $ref: { block_document_id: 'x' } }, days: 1 }), []);
});
