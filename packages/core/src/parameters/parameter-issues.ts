// core: parameters of a run or a deployment against the JSON schema of their flow.
import { z } from 'zod';

/** One parameter, or a part of it, that does not fit. */
export interface ParameterIssue {
  /** From the parameter's name inwards. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

export interface ParameterIssueOptions {
  /** Whether required parameters may be missing, as in a deployment whose runs bring them; false by default. */
  readonly ignore_required?: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Formats (date-time, duration, …) are hints for forms: which texts they allow differs between languages. */
function withoutFormats(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withoutFormats);
  if (!isRecord(schema)) return schema;
  const isText = schema.type === 'string';
  const entries = Object.entries(schema).filter(([key]) => !(isText && key === 'format'));
  return Object.fromEntries(entries.map(([key, value]) => [key, withoutFormats(value)]));
}

/** Values that stand for something the server knows, such as `{ $ref: { block_document_id } }`, are checked where they are used. */
const isReference = (value: unknown): boolean =>
  isRecord(value) && (Object.hasOwn(value, '$ref') || Object.hasOwn(value, '__prefect_kind'));

/** Most schemas whose checkers are kept: making one takes as long as storing a run. */
const CHECKERS_KEPT = 200;
const checkers = new Map<string, z.ZodType>();

function checkerOf(parameter_openapi_schema: Json, ignore_required: boolean): z.ZodType {
  const key = `${ignore_required} ${JSON.stringify(parameter_openapi_schema)}`;
  const known = checkers.get(key);
  if (known) return known;
  const { required, ...rest } = parameter_openapi_schema;
  const schema = withoutFormats(ignore_required || required === undefined ? rest : { ...rest, required });
  // The edge of the types: what is no JSON schema makes fromJSONSchema throw, which the caller sees.
  const checker = z.fromJSONSchema(schema as Parameters<typeof z.fromJSONSchema>[0], { defaultTarget: 'draft-7' });
  const oldest = checkers.size >= CHECKERS_KEPT ? checkers.keys().next().value : undefined;
  if (oldest !== undefined) checkers.delete(oldest);
  checkers.set(key, checker);
  return checker;
}

/**
 * What does not fit. Names that the schema does not know are not its concern.
 *
 * @example parameterIssues(flow.parameter_openapi_schema, { days: 'three' })
 */
export function parameterIssues(
  parameter_openapi_schema: Json,
  parameters: Json,
  options: ParameterIssueOptions = {},
): ParameterIssue[] {
  const given = Object.fromEntries(Object.entries(parameters).filter(([, value]) => !isReference(value)));
  const checked = checkerOf(parameter_openapi_schema, options.ignore_required === true);
  const result = checked.safeParse(given);
  if (result.success) return [];
  return result.error.issues
    .filter((issue) => !isReference(parameters[String(issue.path[0])]))
    .map((issue) => ({
      path: issue.path.map((key) => (typeof key === 'number' ? key : String(key))),
      message: issue.message.replace(/^Invalid input: /, ''),
    }));
}
