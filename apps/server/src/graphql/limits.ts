// server: what a query may ask for at most: how deep, how much, and how often the same.
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { queryError } from './errors.ts';

export interface QueryLimits {
  /** Levels of fields below the operation. */
  readonly depth: number;
  /** Fields, each counted as often as the lists around it may have items. */
  readonly cost: number;
  /** Fields that are given another name. */
  readonly aliases: number;
}

export const defaultQueryLimits: QueryLimits = { depth: 8, cost: 50_000, aliases: 30 };

/** What an operation asks for. */
export interface QuerySize {
  readonly depth: number;
  readonly cost: number;
  readonly aliases: number;
}

export interface ListSizes {
  /** Items of a list of the API when no limit is given. */
  readonly page: number;
  /** Items of a list that belongs to an object when no limit is given. */
  readonly children: number;
}

/** Why the query is refused; null when it is within the limits. */
export function excess({ depth, cost, aliases }: QuerySize, limits: QueryLimits): GraphQLError | null {
  if (depth > limits.depth) {
    return queryError(
      'query_too_deep',
      `The query is ${depth} levels deep; at most ${limits.depth} are answered. Ask for what lies deeper by a query of its own.`,
    );
  }
  if (aliases > limits.aliases) {
    return queryError(
      'too_many_aliases',
      `The query has ${aliases} aliases; at most ${limits.aliases} are answered. Ask for many objects by a filter on their ids.`,
    );
  }
  if (cost > limits.cost) {
    return queryError(
      'query_too_costly',
      `The query may answer ${cost} fields; at most ${limits.cost} are answered. Give its lists a smaller limit.`,
    );
  }
  return null;
}

/**
 * Measures a valid query before it is run. Lists count with their `limit`, also when a variable gives it. Fields of
 * the introspection count once: the rules of GraphQL bound them.
 */
export function querySize(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: { readonly [name: string]: unknown },
  sizes: ListSizes,
): QuerySize {
  const root = schema.getRootType(operation.operation);
  const measure = new Measure(schema, document, variables, sizes);
  return root ? measure.selections(operation.selectionSet, root, sizes.page) : { depth: 0, cost: 0, aliases: 0 };
}

const NOTHING: QuerySize = { depth: 0, cost: 0, aliases: 0 };

class Measure {
  readonly #schema: GraphQLSchema;
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: { readonly [name: string]: unknown };
  readonly #sizes: ListSizes;
  /** A fragment is measured once, however often it is spread: otherwise a few lines could keep us busy for ever. */
  readonly #measured = new Map<string, QuerySize>();

  constructor(
    schema: GraphQLSchema,
    document: DocumentNode,
    variables: { readonly [name: string]: unknown },
    sizes: ListSizes,
  ) {
    this.#schema = schema;
    this.#variables = variables;
    this.#sizes = sizes;
    this.#fragments = new Map(
      document.definitions.flatMap((definition) =>
        definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
      ),
    );
  }

  /** @param around items of a list in here that has no limit of its own */
  selections(set: SelectionSetNode, type: GraphQLNamedType, around: number): QuerySize {
    let { depth, cost, aliases } = NOTHING;
    for (const selection of set.selections) {
      const size =
        selection.kind === Kind.FIELD
          ? this.#field(selection, type, around)
          : selection.kind === Kind.FRAGMENT_SPREAD
            ? this.#fragment(selection.name.value, around)
            : this.selections(
                selection.selectionSet,
                this.#typeOf(selection.typeCondition?.name.value) ?? type,
                around,
              );
      depth = Math.max(depth, size.depth);
      cost += size.cost;
      aliases += size.aliases;
    }
    return { depth, cost, aliases };
  }

  #field(field: FieldNode, parent: GraphQLNamedType, around: number): QuerySize {
    const aliases = field.alias && field.alias.value !== field.name.value ? 1 : 0;
    const definition =
      isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[field.name.value] : undefined;
    if (!definition || !field.selectionSet) return { depth: 1, cost: 1, aliases };
    const items = this.#limit(field) ?? around;
    const isList = isListType(getNullableType(definition.type));
    // A page is an object that holds its list: the limit stands one level above it.
    const holdsPage = !isList && definition.args.some(({ name }) => name === 'limit');
    const type = getNamedType(definition.type);
    const inner = this.selections(field.selectionSet, type, holdsPage ? items : this.#sizes.children);
    return { depth: inner.depth + 1, cost: 1 + (isList ? items : 1) * inner.cost, aliases: aliases + inner.aliases };
  }

  #fragment(name: string, around: number): QuerySize {
    const key = `${name} ${around}`;
    const known = this.#measured.get(key);
    if (known) return known;
    const fragment = this.#fragments.get(name);
    const type = fragment && this.#typeOf(fragment.typeCondition.name.value);
    if (!fragment || !type) return NOTHING;
    this.#measured.set(key, NOTHING);
    const size = this.selections(fragment.selectionSet, type, around);
    this.#measured.set(key, size);
    return size;
  }

  #typeOf(name: string | undefined): GraphQLNamedType | undefined {
    return name === undefined ? undefined : this.#schema.getType(name);
  }

  #limit(field: FieldNode): number | null {
    const value = field.arguments?.find(({ name }) => name.value === 'limit')?.value;
    const given =
      value?.kind === Kind.INT
        ? Number(value.value)
        : value?.kind === Kind.VARIABLE
          ? this.#variables[value.name.value]
          : undefined;
    return typeof given === 'number' && Number.isFinite(given) ? Math.max(given, 0) : null;
  }
}
