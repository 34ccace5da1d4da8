// contract: the OpenAPI document, derived from the routes.
import { z } from 'zod';
import { errorCatalogue } from '../errors/api-error.ts';
import * as contract from '../index.ts';
import type { Route } from '../route.ts';
import { routes } from '../routes.ts';

type Json = { readonly [member: string]: unknown };

export interface OpenApiDocument {
  readonly openapi: '3.1.0';
  readonly info: { readonly title: string; readonly version: string };
  readonly servers: readonly { readonly url: string }[];
  readonly paths: { readonly [path: string]: { readonly [method: string]: Json } };
  readonly components: { readonly schemas: { readonly [name: string]: Json } };
}

const REFERENCE = '#/components/schemas/';

const allRoutes = (): Route[] => Object.values(routes).flatMap((verbs) => Object.values(verbs));

/** Named schemas keep their names; bodies, parameters and answers of a route are named after it. */
function registryOf(list: readonly Route[]) {
  const registry = z.registry<{ id: string }>();
  const add = (schema: z.ZodType, id: string) => {
    if (!registry.has(schema)) registry.add(schema, { id });
  };
  for (const [name, value] of Object.entries(contract)) if (value instanceof z.ZodType) add(value, name);
  for (const { id, body, params, query, responses } of list) {
    if (body) add(body, `Body_${id}`);
    if (params) add(params, `Params_${id}`);
    if (query) add(query, `Query_${id}`);
    for (const [status, answer] of Object.entries(responses)) if (answer) add(answer, `Answer_${id}_${status}`);
  }
  return registry;
}

/** The document that `/openapi.json` answers: paths are relative to the API's base. */
export function openApiDocument(version: string): OpenApiDocument {
  const list = allRoutes();
  const registry = registryOf(list);
  const { schemas } = z.toJSONSchema(registry, {
    io: 'input',
    unrepresentable: 'any',
    uri: (id) => `${REFERENCE}${id}`,
  });
  const nameOf = (schema: z.ZodType): string => registry.get(schema)?.id ?? '';
  const paths: Record<string, Record<string, Json>> = {};
  for (const route of list) {
    const methods = paths[route.path] ?? {};
    paths[route.path] = methods;
    methods[route.method.toLowerCase()] = operation(route, nameOf, schemas);
  }
  const components = Object.entries(schemas).map(([name, schema]) => [name, withoutDialect(schema)] as const);
  return {
    openapi: '3.1.0',
    info: { title: 'Signalbox', version },
    servers: [{ url: '/api' }],
    paths,
    components: { schemas: Object.fromEntries(components) },
  };
}

function withoutDialect(schema: Json): Json {
  const { $schema: _dialect, $id: _id, ...rest } = schema;
  return rest;
}

function operation(
  route: Route,
  nameOf: (schema: z.ZodType) => string,
  schemas: { readonly [name: string]: Json },
): Json {
  const { id, params, query, body, responses } = route;
  const reference = (schema: z.ZodType) => ({ $ref: `${REFERENCE}${nameOf(schema)}` });
  const answers = Object.entries(responses).map(([status, schema]) => [
    status,
    { description: 'Success', ...(schema && { content: { 'application/json': { schema: reference(schema) } } }) },
  ]);
  const refused = { description: errorCatalogue.invalid_request.when };
  return {
    operationId: id,
    tags: [id.split('.')[0]],
    parameters: [
      ...(params ? parametersOf('path', schemas[nameOf(params)] ?? {}) : []),
      ...(query ? parametersOf('query', schemas[nameOf(query)] ?? {}) : []),
    ],
    ...(body && {
      requestBody: {
        required: !body.safeParse(undefined).success,
        content: { 'application/json': { schema: reference(body) } },
      },
    }),
    responses: { ...Object.fromEntries(answers), 422: refused },
  };
}

function parametersOf(place: 'path' | 'query', schema: Json): Json[] {
  const required = new Set(Array.isArray(schema.required) ? schema.required : []);
  const properties: Json =
    typeof schema.properties === 'object' && schema.properties !== null ? { ...schema.properties } : {};
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.has(name),
    schema: property,
  }));
}
