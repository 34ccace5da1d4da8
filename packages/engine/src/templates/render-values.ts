// engine: JSON in which some texts are templates.
import { isTemplate, renderTemplate } from './template.ts';

/** What a template may show, and the values of variables by their names. */
export interface TemplateValues {
  readonly objects: Readonly<Record<string, unknown>>;
  readonly variables: ReadonlyMap<string, unknown>;
}

/** Marks what is not taken as it is: `jinja` with a `template`, `json` with a `value`, `workspace_variable` with a `variable_name`. */
const KIND = '__prefect_kind';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The names of the variables that the JSON asks for. */
export function variablesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(variablesIn);
  if (!isRecord(value)) return [];
  if (value[KIND] === 'workspace_variable') return [String(value.variable_name ?? '')];
  return Object.values(value).flatMap(variablesIn);
}

/** The templates that the JSON is marked to hold. */
export function templatesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(templatesIn);
  if (!isRecord(value)) return [];
  if (value[KIND] === 'jinja') return [String(value.template ?? '')];
  return Object.values(value).flatMap(templatesIn);
}

/** @throws TemplateError; SyntaxError for what is marked as JSON and is none */
export function renderValues(value: unknown, values: TemplateValues): unknown {
  if (typeof value === 'string') return isTemplate(value) ? renderTemplate(value, values.objects) : value;
  if (Array.isArray(value)) return value.map((one) => renderValues(one, values));
  if (!isRecord(value)) return value;
  switch (value[KIND]) {
    case 'jinja':
      return renderTemplate(String(value.template ?? ''), values.objects);
    case 'json': {
      const text = renderValues(value.value, values);
      return typeof text === 'string' ? JSON.parse(text) : text;
    }
    case 'workspace_variable':
      return values.variables.get(String(value.variable_name ?? '')) ?? null;
    default:
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, renderValues(one, values)]));
  }
}
