// engine: the name that a block schema has by its content: clients reckon it too, and look schemas up by it.
import { createHash } from 'node:crypto';
import { canonicalJson, parseAsWritten } from './canonical-json.ts';

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** Which fields are secret is no part of what the schema is. */
function withoutSecretFields(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecretFields);
  if (!isObject(value)) return value;
  const members = Object.entries(value).filter(([key]) => key !== 'secret_fields');
  return Object.fromEntries(members.map(([key, member]) => [key, withoutSecretFields(member)]));
}

/**
 * The checksum of a schema's fields, as Prefect's clients reckon it: definitions are left out, since they are schemas
 * with checksums of their own.
 * @param schema_json an object with `fields`, as it was written: `1.0` and `1` give different checksums
 */
export function blockSchemaChecksum(schema_json: string): string {
  const schema = parseAsWritten(schema_json);
  const fields = isObject(schema) ? withoutSecretFields(schema.fields) : {};
  const own = isObject(fields)
    ? Object.fromEntries(Object.entries(fields).filter(([key]) => key !== 'definitions'))
    : {};
  return `sha256:${createHash('sha256')
    .update(canonicalJson([[own], {}]))
    .digest('hex')}`;
}
