// server: the schema of GraphQL has all that the contract has.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { routes } from '@signalbox/contract';
import {
  assertValidSchema,
  GraphQLInputObjectType,
  GraphQLObjectType,
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isObjectType,
} from 'graphql';
import { z } from 'zod';
import { inputTypes } from './input-types.ts';
import { core, isClosedObject } from './leaf-type.ts';
import { operations } from './operations.ts';
import { outputTypes } from './output-types.ts';
import { createSchema } from './schema.ts';
import { enumTypes } from './type-names.ts';

const schema: GraphQLSchema = createSchema();

/** Every object that the schema of the contract is made of, below `root`, and the type that it ought to be. */
function missingMembers(root: z.core.$ZodType, type: unknown, seen = new Set<unknown>()): string[] {
  const { schema: inner } = core(root);
  if (inner instanceof z.ZodArray) return missingMembers(inner.element, type, seen);
  if (!isClosedObject(inner) || seen.has(inner)) return [];
  seen.add(inner);
  if (!isObjectType(type) && !isInputObjectType(type)) return [`${String(type)} is no object`];
  const fields = type.getFields();
  return Object.entries(inner.shape).flatMap(([name, member]) => {
    const field = fields[name];
    return field ? missingMembers(member, getNamedType(field.type), seen) : [`${type.name}.${name}`];
  });
}

test('the derived schema is valid GraphQL', () => {
  assert.doesNotThrow(() => assertValidSchema(schema));
});

test('each route of the resources is a field, and each member of its answer and of its body is in the type', () => {
  const all = [...operations()];
  for (const { kind, name, route } of all) {
    const root = kind === 'query' ? schema.getQueryType() : schema.getMutationType();
    const field = root?.getFields()[name];
    assert.ok(field, `${route.id} is no field ${name}`);
    for (const answer of Object.values(route.responses))
      if (answer) assert.deepEqual(missingMembers(answer, getNamedType(field.type)), [], route.id);
    const input = field.args.find((argument) => argument.name === 'input');
    if (route.body && input) assert.deepEqual(missingMembers(route.body, getNamedType(input.type)), [], route.id);
    for (const argument of field.args) assert.ok(getNamedType(argument.type), `${route.id} ${argument.name}`);
  }
  assert.equal(new Set(all.map(({ kind, name }) => `${kind} ${name}`)).size, all.length, 'two routes of one name');
});

test('only a file and the pages of the REST API are left out', () => {
  const ids = new Set([...operations()].map(({ route }) => route.id));
  const resources = new Set([...operations()].map(({ route }) => route.id.split('.')[0]));
  const missing = Object.entries(routes)
    .filter(([resource]) => resources.has(resource))
    .flatMap(([, verbs]) => Object.values(verbs).map(({ id }) => id))
    .filter((id) => !ids.has(id));
  assert.deepEqual(missing.sort(), ['events.filter_next', 'flow_runs.download_logs']);
});

test('a member that a schema gains is a field without further ado', () => {
  const Gained = z.object({
    id: z.guid(),
    level: z.int().default(3),
    note: z.string().nullable(),
    parts: z.array(z.object({ kind: z.enum(['ONE', 'TWO']) })),
  });
  const enumOf = enumTypes();
  const output = getNamedType(outputTypes(enumOf, () => ({}))(Gained, 'Gained'));
  assert.ok(output instanceof GraphQLObjectType);
  const shown = Object.values(output.getFields()).map(({ name, type }) => `${name}: ${String(type)}`);
  assert.deepEqual(shown, ['id: ID!', 'level: Int!', 'note: String', 'parts: [Gained_parts!]!']);
  const input = getNamedType(inputTypes(enumOf)(Gained, 'Gained'));
  assert.ok(input instanceof GraphQLInputObjectType);
  const taken = Object.values(input.getFields()).map(({ name, type }) => `${name}: ${String(type)}`);
  assert.deepEqual(taken, ['id: ID!', 'level: Int', 'note: String', 'parts: [Gained_partsInput!]!']);
});

test('one or a list of them is a list, which takes one as well', () => {
  const filter = schema.getType('EventFilterInput');
  assert.ok(isInputObjectType(filter));
  assert.equal(String(filter.getFields().related?.type), '[EventRelatedFilterInput!]');
});
