// server: each route of some resources as a field of Query or of Mutation, answered by the route's own handler.
import { type Route, routes } from '@signalbox/contract';
import {
  GraphQLBoolean,
  type GraphQLFieldConfig,
  type GraphQLFieldConfigArgumentMap,
  GraphQLNonNull,
  type GraphQLOutputType,
} from 'graphql';
import { z } from 'zod';
import { handlers } from '../handlers.ts';
import { embeddedMembers, withoutNulls } from '../http/embedded-body.ts';
import type { RequestContext } from '../http/handler.ts';
import type { GraphqlContext } from './context.ts';
import { invalidArguments } from './errors.ts';
import type { InputOf } from './input-types.ts';
import type { FieldsOfType, OutputOf } from './output-types.ts';
import { isName } from './type-names.ts';

/** Whose routes are fields. */
const RESOURCES = [
  'flows',
  'flow_runs',
  'task_runs',
  'flow_run_states',
  'task_run_states',
  'deployments',
  'logs',
  'artifacts',
  'events',
] as const satisfies (keyof typeof routes)[];

/** Answers that are no objects: a file, and pages whose address is one of the REST API. */
const ONLY_BY_REST: ReadonlySet<string> = new Set(['flow_runs.download_logs', 'events.filter_next']);

/** Routes that are posted, because they take a filter, but change nothing. */
const READING_VERBS: ReadonlySet<string> = new Set([
  'filter',
  'filter_latest',
  'count',
  'count_latest',
  'paginate',
  'history',
  'lateness',
  'get_scheduled_flow_runs',
]);

interface Operation {
  readonly name: string;
  readonly kind: 'query' | 'mutation';
  readonly route: Route;
  readonly handler: AnyHandler;
}

type AnyHandler = (
  request: { params?: unknown; query?: unknown; body?: unknown },
  context: RequestContext,
) => Promise<{ readonly status: number; readonly body: unknown }>;

/** What the routes of the resources are called here: `flow_runs.filter` is `flow_runs`, `flow_runs.read` is `flow_run`. */
export function* operations(): Generator<Operation> {
  for (const resource of RESOURCES) {
    const answering: { readonly [verb: string]: unknown } = handlers[resource];
    for (const [verb, route] of Object.entries<Route>(routes[resource])) {
      if (ONLY_BY_REST.has(route.id)) continue;
      const isReading = route.method === 'GET' || READING_VERBS.has(verb);
      yield {
        name: nameOf(resource, verb),
        kind: isReading ? 'query' : 'mutation',
        route,
        // Handlers are typed by their route where they are written; here they get what that route parsed.
        handler: answering[verb] as AnyHandler,
      };
    }
  }
}

function nameOf(resource: string, verb: string): string {
  if (verb === 'filter' || verb === 'list') return resource;
  return verb === 'read' ? resource.replace(/s$/, '') : `${resource}_${verb}`;
}

/** The fields of a root: each takes what its route takes, under the same names. */
export function operationFields(kind: Operation['kind'], inputOf: InputOf, outputOf: OutputOf): FieldsOfType {
  const fields: FieldsOfType = {};
  for (const operation of operations())
    if (operation.kind === kind) fields[operation.name] = fieldOf(operation, inputOf, outputOf);
  return fields;
}

function fieldOf(
  { name, route, handler }: Operation,
  inputOf: InputOf,
  outputOf: OutputOf,
): GraphQLFieldConfig<unknown, GraphqlContext> {
  return {
    type: answerType(route, name, outputOf),
    description: `As ${route.method} /api${route.path}`,
    args: argumentsOf(route, name, inputOf),
    resolve: async (_source, args, { request }) => {
      // Arguments have no prototype, and enums are what they are on the wire.
      const given: Record<string, unknown> = JSON.parse(JSON.stringify(args));
      const body = bodyFrom(route, given);
      const parsed = {
        params: parse(route.params, 'query', given),
        query: parse(route.query, 'query', withoutNulls(given)),
        body: parse(route.body, 'body', body),
      };
      const answer = await handler(parsed, { ...request, body_text: body === undefined ? '' : JSON.stringify(body) });
      return answer.status === 204 || isEmptyAnswer(route) ? true : answer.body;
    },
  };
}

const shapeOf = (schema: z.ZodType | undefined): z.ZodObject['shape'] =>
  schema instanceof z.ZodObject ? schema.shape : {};

/** A body that is one object is the argument `input`; the parameters of any other are arguments of their own. */
function argumentsOf({ params, query, body }: Route, name: string, inputOf: InputOf): GraphQLFieldConfigArgumentMap {
  const bag = body && embeddedMembers(body);
  const args: GraphQLFieldConfigArgumentMap = {};
  for (const shape of [shapeOf(params), shapeOf(query), bag ?? {}, body && !bag ? { input: body } : {}]) {
    for (const [argument, schema] of Object.entries(shape)) {
      if (args[argument] || !isName(argument)) throw new Error(`${name} cannot have two arguments '${argument}'.`);
      args[argument] = { type: inputOf(schema, `${name}_${argument}`) };
    }
  }
  return args;
}

function bodyFrom({ body }: Route, given: Record<string, unknown>): unknown {
  if (!body) return undefined;
  const bag = embeddedMembers(body);
  if (!bag) return given.input;
  return withoutNulls(Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(bag, name))));
}

function parse(schema: z.ZodType | undefined, where: 'body' | 'query', input: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw invalidArguments(where, parsed.error, input);
  return parsed.data;
}

/** Statuses of one route answer the same. */
const answerOf = ({ responses }: Route): z.ZodType | null => Object.values(responses)[0] ?? null;

/** Says nothing but that it was done. */
function isEmptyAnswer(route: Route): boolean {
  const answer = answerOf(route);
  return answer === null || answer instanceof z.ZodUnknown;
}

function answerType(route: Route, name: string, outputOf: OutputOf): GraphQLOutputType {
  const answer = answerOf(route);
  if (answer === null || isEmptyAnswer(route)) return new GraphQLNonNull(GraphQLBoolean);
  return outputOf(answer, name);
}
