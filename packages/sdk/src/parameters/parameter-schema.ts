// sdk: the parameters of a flow as JSON Schema, in the form that forms are made from.
import type { StandardSchema } from './standard-schema.ts';

type Json = Record<string, unknown>;

export interface ParameterSchema extends Json {
  readonly title: 'Parameters';
  readonly type: 'object';
  readonly properties: Readonly<Record<string, Json>>;
  readonly required: readonly string[];
  readonly definitions: Readonly<Record<string, Json>>;
}

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const recordOf = (value: unknown): Record<string, Json> =>
  isRecord(value)
    ? Object.fromEntries(Object.entries(value).filter((entry): entry is [string, Json] => isRecord(entry[1])))
    : {};

/** Beside a `$ref` nothing else counts, so that one is wrapped. */
const besides = ({ $ref, ...rest }: Json): Json => ($ref === undefined ? rest : { ...rest, allOf: [{ $ref }] });

/**
 * The schema with each property's title and position. A flow without a schema, or with one whose library gives no JSON
 * Schema, has no properties.
 */
export function parameterSchemaFrom(schema: StandardSchema | undefined): ParameterSchema {
  const json = schema?.['~standard'].jsonSchema?.input({ target: 'draft-07' }) ?? {};
  const properties = Object.entries(recordOf(json.properties)).map(([name, property], position) => [
    name,
    { title: name, ...besides(property), position },
  ]);
  return {
    title: 'Parameters',
    type: 'object',
    properties: Object.fromEntries(properties),
    required: Array.isArray(json.required) ? json.required.map(String) : [],
    definitions: recordOf(json.definitions),
  };
}
