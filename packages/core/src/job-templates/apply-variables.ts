// core: fills a template with values by name; blocks, variables of the server and the environment are left to others.
import { fillPlaceholders, type JsonObject, pathOf, UNSET, valueAt } from './placeholder.ts';

const isReference = (name: string): boolean =>
  name.startsWith('prefect.blocks.') || name.startsWith('prefect.variables.');

export interface ApplyOptions {
  /** For `{{ $NAME }}`; empty by default. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Placeholders whose value is not set stay as they are, for who fills them later; by default they go away. */
  readonly keepUnset?: boolean | undefined;
}

/**
 * Replaces `{{ name }}` and `{{ name.path[0] }}` by values. A text that is nothing but a placeholder takes the value
 * with its type, and its key goes away when the value is not set; in a longer text the value becomes text.
 * `{{ $NAME }}` reads the environment. References to blocks and variables of the server stay: see `resolveReferences`.
 *
 * @example applyVariables({ command: '{{ command }}', cpu: '{{ cpu }}' }, { cpu: 2 }) // { cpu: 2 }
 */
export function applyVariables<Template>(
  template: Template,
  values: JsonObject,
  { environment = {}, keepUnset = false }: ApplyOptions = {},
): Template {
  const unset = keepUnset ? undefined : UNSET;
  const filled = fillPlaceholders(template, ({ name }) => {
    if (isReference(name)) return undefined;
    if (name.startsWith('$')) return environment[name.slice(1)] ?? unset;
    const value = valueAt(values, pathOf(name));
    return value === UNSET ? unset : value;
  });
  // The edge of the types: a filled template has the template's shape.
  return (filled === UNSET ? undefined : filled) as Template;
}
