// deployments: a flow's parameter schema as a form takes it, and the form's data as the API takes it.

export type Schema = Readonly<Record<string, unknown>>;
export type Values = Readonly<Record<string, unknown>>;

export interface ParameterForm {
  readonly schema: Schema;
  readonly uiSchema: Schema;
  /** Names of parameters that may be null. */
  readonly nullable: ReadonlySet<string>;
}

const isRecord = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isNullSchema = (schema: unknown): boolean => isRecord(schema) && schema.type === 'null';

/** `anyOf: [X, null]` is how optional parameters are written; a form shows X and leaves it empty. */
function withoutNull(schema: Schema): Schema {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf) || !anyOf.some(isNullSchema)) return schema;
  const others = anyOf.filter((one) => !isNullSchema(one));
  const { default: initial, ...facts } = rest;
  const kept = initial === null || initial === undefined ? facts : rest;
  const [only] = others;
  return others.length === 1 && isRecord(only) ? { ...only, ...kept } : { ...kept, anyOf: others };
}

const isNullable = (schema: unknown): boolean =>
  isRecord(schema) && Array.isArray(schema.anyOf) && schema.anyOf.some(isNullSchema);

const mapRecord = (record: unknown, map: (value: unknown) => unknown): unknown =>
  isRecord(record) ? Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)])) : record;

/** Takes nulls and the dialect's name out of a schema, at every depth. */
function simplified(schema: unknown): unknown {
  if (!isRecord(schema)) return schema;
  const { $schema: _dialect, ...own } = withoutNull(schema);
  return Object.fromEntries(
    Object.entries(own).map(([key, value]) => {
      if (key === 'properties' || key === 'definitions' || key === '$defs') return [key, mapRecord(value, simplified)];
      if (key === 'items' || key === 'additionalProperties') return [key, simplified(value)];
      if (['anyOf', 'oneOf', 'allOf'].includes(key) && Array.isArray(value)) return [key, value.map(simplified)];
      return [key, value];
    }),
  );
}

function resolved(schema: Schema, root: Schema): Schema {
  if (typeof schema.$ref !== 'string') return schema;
  const found = schema.$ref
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), root);
  return isRecord(found) ? found : schema;
}

const SHAPE_KEYS = ['type', '$ref', 'enum', 'const', 'anyOf', 'oneOf', 'allOf'];

/** Values of no particular shape are written as JSON. */
function isFree(schema: Schema): boolean {
  if (isRecord(schema.properties) && Object.keys(schema.properties).length > 0) return false;
  return schema.type === 'object' || !SHAPE_KEYS.some((key) => key in schema);
}

/** Deeper than this a form would be no help; schemas may refer to themselves. */
const DEEPEST = 6;

function uiSchemaOf(schema: Schema, root: Schema, depth = 0): Schema {
  const own = resolved(schema, root);
  if (depth > DEEPEST || isFree(own)) return { 'ui:field': 'json' };
  if (isRecord(own.properties)) return ofProperties(own.properties, root, depth);
  if (own.type === 'array' && isRecord(own.items)) {
    const choice = resolved(own.items, root);
    // Several of a fixed few: boxes to tick.
    if (Array.isArray(choice.enum) && own.uniqueItems === true) return { 'ui:widget': 'checkboxes' };
    // An item's number says nothing that its place does not.
    return { items: { ...uiSchemaOf(own.items, root, depth + 1), 'ui:label': false } };
  }
  if (own.type === 'array') return { 'ui:field': 'json' };
  return {};
}

function ofProperties(properties: Schema, root: Schema, depth: number): Schema {
  const entries = Object.entries(properties).flatMap(([name, value]) =>
    isRecord(value) ? [[name, value] as const] : [],
  );
  const position = (value: Schema): number => (typeof value.position === 'number' ? value.position : entries.length);
  const order = entries.toSorted(([, a], [, b]) => position(a) - position(b)).map(([name]) => name);
  return {
    'ui:order': [...order, '*'],
    ...Object.fromEntries(entries.map(([name, value]) => [name, uiSchemaOf(value, root, depth + 1)])),
  };
}

/** Null where the flow takes no parameters. */
export function parameterForm(parameterSchema: Schema | null): ParameterForm | null {
  const properties = parameterSchema?.properties;
  if (!parameterSchema || !isRecord(properties) || Object.keys(properties).length === 0) return null;
  const { title: _title, ...schema } = simplified(parameterSchema) as Schema;
  return {
    schema,
    uiSchema: uiSchemaOf(schema, schema),
    nullable: new Set(Object.keys(properties).filter((name) => isNullable(properties[name]))),
  };
}

/**
 * What the run is started with. An empty field is left out, so that the flow's own default holds; but where the
 * deployment has a value and null is allowed, empty means null.
 */
export function parametersFromForm(form: ParameterForm, values: Values, defaults: Values): Values {
  const emptied = Object.keys(defaults).filter((name) => values[name] === undefined && form.nullable.has(name));
  return {
    ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
    ...Object.fromEntries(emptied.map((name) => [name, null])),
  };
}
