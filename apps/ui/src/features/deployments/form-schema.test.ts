import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parameterForm, parametersFromForm } from './form-schema.ts';

const python = {
  title: 'Parameters',
  type: 'object',
  properties: {
    note: { anyOf: [{ type: 'string' }, { type: 'null' }], default: null, position: 1, title: 'note' },
    window: { $ref: '#/definitions/Window', position: 0, title: 'window' },
    anything: { position: 2, title: 'anything' },
    labels: { type: 'object', position: 3 },
    cities: { type: 'array', items: { type: 'string' }, position: 4 },
  },
  definitions: {
    Window: {
      type: 'object',
      properties: { end: { anyOf: [{ type: 'string', format: 'date' }, { type: 'null' }], default: null } },
    },
  },
};

const form = () => parameterForm(python) ?? assert.fail('a form was expected');

test('an optional parameter is shown as its type, without null', () => {
  const { schema, nullable } = form();
  assert.deepEqual((schema.properties as Record<string, unknown>).note, { type: 'string', position: 1, title: 'note' });
  assert.deepEqual(schema.definitions, {
    Window: { type: 'object', properties: { end: { type: 'string', format: 'date' } } },
  });
  assert.deepEqual([...nullable], ['note']);
});

test('fields stand in the order of the function, free values are JSON', () => {
  const { uiSchema } = form();
  assert.deepEqual(uiSchema['ui:order'], ['window', 'note', 'anything', 'labels', 'cities', '*']);
  assert.deepEqual(uiSchema.anything, { 'ui:field': 'json' });
  assert.deepEqual(uiSchema.labels, { 'ui:field': 'json' });
  assert.deepEqual(uiSchema.cities, { items: { 'ui:label': false } });
});

test('a union of more than null stays a union', () => {
  const { schema } =
    parameterForm({
      properties: { id: { anyOf: [{ type: 'string' }, { type: 'integer' }, { type: 'null' }], default: 5 } },
    }) ?? assert.fail();
  assert.deepEqual(schema.properties, { id: { default: 5, anyOf: [{ type: 'string' }, { type: 'integer' }] } });
});

test('the dialect of a schema is not passed on', () => {
  const { schema } =
    parameterForm({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      properties: { a: { type: 'string' } },
    }) ?? assert.fail();
  assert.deepEqual(schema, { properties: { a: { type: 'string' } } });
});

test('a schema that refers to itself ends as JSON', () => {
  const tree = { type: 'object', properties: { inner: { $ref: '#/$defs/Tree' } } };
  const { uiSchema } =
    parameterForm({ properties: { tree: { $ref: '#/$defs/Tree' } }, $defs: { Tree: tree } }) ?? assert.fail();
  assert.match(JSON.stringify(uiSchema), /"inner":\{"ui:field":"json"\}/);
});

test('no parameters, no form', () => {
  assert.equal(parameterForm(null), null);
  assert.equal(parameterForm({ type: 'object', properties: {} }), null);
});

test('an emptied field is null only where the deployment has a value and null is allowed', () => {
  const values = { cities: ['seattle'], note: undefined, labels: undefined };
  assert.deepEqual(parametersFromForm(form(), values, { note: 'from the deployment', labels: {} }), {
    cities: ['seattle'],
    note: null,
  });
  assert.deepEqual(parametersFromForm(form(), values, {}), { cities: ['seattle'] });
});
