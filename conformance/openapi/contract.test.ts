// conformance: the contract has the fields, defaults and nullability of Prefect's published API.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { openApiDocument } from '@signalbox/contract/openapi';

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const member = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined);

const theirs: Json = JSON.parse(readFileSync(join(import.meta.dirname, '../prefect-3.8.8-openapi.json'), 'utf8'));
const ours: unknown = JSON.parse(JSON.stringify(openApiDocument('0')));

/** Where ours says more on purpose. */
const EXTENSIONS: ReadonlySet<string> = new Set([
  'get /capabilities',
  'post /batch',
  'get /deployments/{id}/versions',
  'get /deployments/{id}/versions/{number}',
  'get /deployments/{id}/versions/{number}/differences',
  'post /deployments/{id}/versions/{number}/restore',
  'get /flow_runs/{id}/explain',
  'post /flow_runs/{id}/lease',
  'post /flow_runs/{id}/lease/renew',
  'post /flow_runs/{id}/lease/release',
]);

/** Where the published schema does not tell what the real server takes, found by running it. */
const KNOWN_DIFFERENCES: ReadonlySet<string> = new Set([
  'FlowRunCreate.name: null',
  'TaskRunCreate.name: null',
  'DeploymentFlowRunCreate.name: null',
  'post /flow_runs/.name: null',
  'post /task_runs/.name: null',
  'post /deployments/{id}/create_flow_run.name: null',
]);

const schemasOf = (document: unknown): Json => {
  const schemas = member(member(document, 'components'), 'schemas');
  assert.ok(isObject(schemas));
  return schemas;
};

function resolved(document: unknown, schema: unknown): Json {
  const reference = member(schema, '$ref');
  if (typeof reference === 'string') return resolved(document, schemasOf(document)[reference.split('/').at(-1) ?? '']);
  return isObject(schema) ? schema : {};
}

const alternativesOf = (document: unknown, schema: unknown): Json[] => {
  const plain = resolved(document, schema);
  const alternatives = member(plain, 'anyOf') ?? member(plain, 'oneOf');
  return Array.isArray(alternatives) ? alternatives.flatMap((one) => alternativesOf(document, one)) : [plain];
};

/** What may stand in a place: JSON types, and words of an enum. */
function kindsOf(document: unknown, schema: unknown): Set<string> {
  const kinds = alternativesOf(document, schema).flatMap((one): string[] => {
    if (Array.isArray(one.enum)) return one.enum.map((word) => `'${word}'`);
    if ('const' in one) return [`'${one.const}'`];
    const { type } = one;
    if (Array.isArray(type)) return type.map(String);
    return [typeof type === 'string' ? type : 'anything'];
  });
  const set = new Set(kinds.map((kind) => (kind === 'integer' ? 'number' : kind)));
  return set.has('anything') ? new Set(['anything']) : set;
}

const defaultOf = (schema: unknown): string => {
  const value = member(schema, 'default');
  // A default that a factory makes (a list, an object, a time) is not published.
  return value === undefined || value === null || typeof value === 'object' ? '' : JSON.stringify(value);
};

/** Differences between two object schemas, one line a field. */
function differences(name: string, theirSchema: unknown, ourSchema: unknown): string[] {
  const their = resolved(theirs, theirSchema);
  const our = resolved(ours, ourSchema);
  const theirFields = isObject(their.properties) ? their.properties : {};
  const ourFields = isObject(our.properties) ? our.properties : {};
  const missing = Object.keys(theirFields)
    .filter((field) => !(field in ourFields))
    .map((field) => `${name}.${field}: missing`);
  const extra = Object.keys(ourFields)
    .filter((field) => !(field in theirFields))
    .map((field) => `${name}.${field}: not Prefect's`);
  const changed = Object.entries(theirFields).flatMap(([field, theirField]) => {
    if (!(field in ourFields)) return [];
    const ourField = ourFields[field];
    const [theirKinds, ourKinds] = [kindsOf(theirs, theirField), kindsOf(ours, ourField)];
    const kinds = [...theirKinds.symmetricDifference(ourKinds)].map((kind) => `${name}.${field}: ${kind}`);
    return defaultOf(theirField) === defaultOf(ourField)
      ? kinds
      : [...kinds, `${name}.${field}: default ${defaultOf(theirField)} but ${defaultOf(ourField)}`];
  });
  return [...missing, ...extra, ...changed].filter((line) => !KNOWN_DIFFERENCES.has(line));
}

interface Operation {
  readonly key: string;
  readonly operation: Json;
}

function operationsOf(document: unknown): Operation[] {
  const paths = member(document, 'paths');
  assert.ok(isObject(paths));
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(isObject(methods) ? methods : {}).map(([method, operation]) => ({
      key: `${method} ${path}`,
      operation: resolved(document, operation),
    })),
  );
}

const bodyOf = (operation: Json): unknown =>
  member(member(member(member(operation, 'requestBody'), 'content'), 'application/json'), 'schema');

test('every operation is one of Prefect or a declared extension', () => {
  const known = new Set(operationsOf(theirs).map(({ key }) => key));
  const unknown = operationsOf(ours).filter(({ key }) => !known.has(key) && !EXTENSIONS.has(key));
  assert.deepEqual(
    unknown.map(({ key }) => key),
    [],
  );
  assert.ok(operationsOf(ours).length - EXTENSIONS.size >= 140);
});

test('objects with the same name have the same fields, types, nullability and defaults', () => {
  const ourSchemas = schemasOf(ours);
  const shared = Object.entries(schemasOf(theirs)).filter(
    ([name, schema]) => name in ourSchemas && isObject(member(schema, 'properties')),
  );
  assert.ok(shared.length >= 190, `only ${shared.length} objects are compared`);
  assert.deepEqual(
    shared.flatMap(([name, schema]) => differences(name, schema, ourSchemas[name])),
    [],
  );
});

test('bodies of requests have the same fields, types, nullability and defaults', () => {
  const ourOperations = new Map(operationsOf(ours).map(({ key, operation }) => [key, operation]));
  const compared = operationsOf(theirs).filter(({ key }) => ourOperations.has(key));
  const found = compared.flatMap(({ key, operation }) =>
    differences(key, bodyOf(operation), bodyOf(ourOperations.get(key) ?? {})),
  );
  assert.deepEqual(found, []);
});
