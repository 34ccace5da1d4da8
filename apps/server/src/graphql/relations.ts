// server: what the ids of an object refer to, and what belongs to it, so that one query reads across resources.
import { ApiError, routes } from '@signalbox/contract';
import { pageLimit } from '@signalbox/engine';
import type { Kinship } from '@signalbox/store';
import { type GraphQLFieldConfig, GraphQLInt, GraphQLList, GraphQLNonNull } from 'graphql';
import { z } from 'zod';
import type { GraphqlContext } from './context.ts';
import type { Kind } from './loaders.ts';
import type { FieldsOfType, OutputOf } from './output-types.ts';

/** How many of what belongs to an object are given when nothing is said. */
export const CHILDREN_BY_DEFAULT = 20;

/** The schema of an object of this kind: what its route answers. */
const SCHEMA_OF = {
  flow: routes.flows.read.responses[200],
  flow_run: routes.flow_runs.read.responses[200],
  task_run: routes.task_runs.read.responses[200],
  deployment: routes.deployments.read.responses[200],
  artifact: routes.artifacts.read.responses[200],
  log: routes.logs.filter.responses[200].element,
  flow_run_state: routes.flow_run_states.read.responses[200],
  task_run_state: routes.task_run_states.read.responses[200],
} as const satisfies { [K in Kind]: z.ZodObject };

/** A member that ends so holds the id of such an object. */
const REFERENCES = ['task_run', 'flow_run', 'flow', 'deployment'] as const satisfies Kind[];

interface Child {
  readonly name: string;
  readonly kind: Kind;
  readonly kinship: Kinship;
  readonly order: string;
}

const LATEST_RUNS = 'Those that started last first; those that have not started come last.';
const OLDEST = 'The oldest first.';

const CHILDREN: { readonly [K in Kind]?: readonly Child[] } = {
  flow: [
    { name: 'flow_runs', kind: 'flow_run', kinship: 'flow_runs_of_flow', order: LATEST_RUNS },
    { name: 'deployments', kind: 'deployment', kinship: 'deployments_of_flow', order: 'By name.' },
  ],
  deployment: [{ name: 'flow_runs', kind: 'flow_run', kinship: 'flow_runs_of_deployment', order: LATEST_RUNS }],
  flow_run: [
    { name: 'task_runs', kind: 'task_run', kinship: 'task_runs_of_flow_run', order: 'By their expected start.' },
    { name: 'states', kind: 'flow_run_state', kinship: 'states_of_flow_run', order: OLDEST },
    { name: 'logs', kind: 'log', kinship: 'logs_of_flow_run', order: OLDEST },
    { name: 'artifacts', kind: 'artifact', kinship: 'artifacts_of_flow_run', order: 'The newest first.' },
  ],
  task_run: [
    { name: 'child_flow_runs', kind: 'flow_run', kinship: 'flow_runs_of_task_run', order: LATEST_RUNS },
    { name: 'states', kind: 'task_run_state', kinship: 'states_of_task_run', order: OLDEST },
    { name: 'logs', kind: 'log', kinship: 'logs_of_task_run', order: OLDEST },
    { name: 'artifacts', kind: 'artifact', kinship: 'artifacts_of_task_run', order: 'The newest first.' },
  ],
};

/** The type that the API answers for an object of this kind. */
export const typeOfKind = (kind: Kind, outputOf: OutputOf) => outputOf(SCHEMA_OF[kind], kind);

/** The fields that an object has beside its own members. */
export function relationsOf(schema: z.ZodObject, outputOf: OutputOf): FieldsOfType {
  const fields: FieldsOfType = {};
  for (const member of Object.keys(schema.shape)) {
    const kind = REFERENCES.find((reference) => member.endsWith(`${reference}_id`));
    if (kind) fields[member.replace(/_id$/, '')] = reference(member, kind, outputOf);
  }
  const own = REFERENCES.find((kind) => SCHEMA_OF[kind] === schema);
  for (const child of (own && CHILDREN[own]) ?? []) fields[child.name] = list(child, outputOf);
  return fields;
}

type Field = GraphQLFieldConfig<unknown, GraphqlContext>;

function reference(member: string, kind: Kind, outputOf: OutputOf): Field {
  return {
    type: nullable(typeOfKind(kind, outputOf)),
    description: `What \`${member}\` refers to; null when it is not there any more.`,
    resolve: (source, _args, { loaders }) => {
      const id = memberOf(source, member);
      return id === null ? null : loaders.one(kind, id);
    },
  };
}

function list({ kind, kinship, order }: Child, outputOf: OutputOf): Field {
  return {
    type: new GraphQLNonNull(new GraphQLList(typeOfKind(kind, outputOf))),
    description: order,
    args: {
      limit: { type: GraphQLInt, description: `Default ${CHILDREN_BY_DEFAULT}.` },
      offset: { type: GraphQLInt, description: 'Default 0.' },
    },
    resolve: (source, args, { loaders, request: { engine } }) => {
      const { limit, offset } = Paging.parse(args);
      if (offset < 0) throw new ApiError('unprocessable', 'Invalid offset: must not be negative.');
      const parent = memberOf(source, 'id');
      return parent === null
        ? []
        : loaders.children(parent, { kinship, kind, limit: pageLimit(engine, limit), offset });
    },
  };
}

const Paging = z.object({
  limit: z
    .int()
    .nullish()
    .transform((limit) => limit ?? CHILDREN_BY_DEFAULT),
  offset: z
    .int()
    .nullish()
    .transform((offset) => offset ?? 0),
});

const nullable = <Type extends ReturnType<OutputOf>>(type: Type) =>
  type instanceof GraphQLNonNull ? type.ofType : type;

/** A member of what a handler answered, which GraphQL does not know the type of. */
function memberOf(source: unknown, member: string): string | null {
  if (typeof source !== 'object' || source === null) return null;
  const value: unknown = Reflect.get(source, member);
  return typeof value === 'string' ? value : null;
}
