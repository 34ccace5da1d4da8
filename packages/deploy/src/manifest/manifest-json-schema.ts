// deploy: the published JSON schema of manifests, for editors.
import { z } from 'zod';
import { FileShape } from './file-schema.ts';

type JsonSchema = z.core.JSONSchema.BaseSchema;

/** Where a placeholder may stand instead of a number or a flag. */
const PLACEHOLDER: JsonSchema = { type: 'string', pattern: '\\{\\{.*\\}\\}' };

const isSimple = ({ type }: JsonSchema): boolean => type === 'integer' || type === 'number' || type === 'boolean';

/** A value in the file may be a placeholder: what it must be is checked when it is filled. */
function withPlaceholder(schema: JsonSchema): void {
  if (!isSimple(schema) && schema.enum === undefined) return;
  const { description, ...rest } = schema;
  for (const key of Object.keys(rest)) Reflect.deleteProperty(schema, key);
  Object.assign(schema, { ...(description !== undefined && { description }), anyOf: [rest, PLACEHOLDER] });
}

/** `signalbox.yaml` and `prefect.yaml`, as JSON schema of draft 2020-12. */
export function manifestJsonSchema(): JsonSchema {
  const schema = z.toJSONSchema(FileShape, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'ref',
    override: ({ jsonSchema }) => withPlaceholder(jsonSchema),
  });
  return { title: 'A manifest of Signalbox: signalbox.yaml or prefect.yaml', ...schema };
}
