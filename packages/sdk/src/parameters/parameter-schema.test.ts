import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { parameterSchemaFrom } from './parameter-schema.ts';

test('a Zod schema gives properties with title, position and default, and says which are required', () => {
  const Place = z.object({ x: z.number() }).meta({ id: 'Place' });
  const schema = parameterSchemaFrom(
    z.object({
      city: z.string().default('Seattle').describe('where'),
      days: z.int().min(1),
      place: Place,
      other: Place.optional(),
    }),
  );
  assert.deepEqual(schema.properties.city, {
    title: 'city',
    type: 'string',
    default: 'Seattle',
    description: 'where',
    position: 0,
  });
  assert.equal(schema.properties.days?.position, 1);
  assert.deepEqual(schema.properties.place, { title: 'place', allOf: [{ $ref: '#/definitions/Place' }], position: 2 });
  assert.deepEqual(schema.properties.other, { title: 'other', allOf: [{ $ref: '#/definitions/Place' }], position: 3 });
  assert.deepEqual(schema.required, ['days', 'place']);
  assert.deepEqual(Object.keys(schema.definitions), ['Place']);
});

test('a flow without a schema has no properties', () => {
  assert.deepEqual(parameterSchemaFrom(undefined), {
    title: 'Parameters',
    type: 'object',
    properties: {},
    required: [],
    definitions: {},
  });
});
