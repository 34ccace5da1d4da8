// sdk: names of runs made from a template.

/** A text with places like `{city}` or `{order.id}`, or a function of the parameters. */
export type RunName<Parameters = Record<string, unknown>> = string | ((parameters: Parameters) => string);

function valueAt(values: unknown, path: string): unknown {
  let value = values;
  for (const part of path.split('.')) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, part);
  }
  return value;
}

function textOf(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}

/** Fills the places of the template; throws when one names no parameter. `{{` and `}}` stand for the braces themselves. */
export function runNameFrom(template: RunName<Record<string, unknown>>, parameters: Record<string, unknown>): string {
  if (typeof template === 'function') return template(parameters);
  return template.replace(/\{\{|\}\}|\{([^{}]*)\}/g, (match, path: string | undefined) => {
    if (path === undefined) return match.slice(1);
    const value = valueAt(parameters, path);
    if (value === undefined) {
      throw new Error(
        `The run name '${template}' names the parameter '${path}', which is not there. There are: ${Object.keys(parameters).join(', ') || 'none'}.`,
      );
    }
    return textOf(value);
  });
}
