// core: the placeholders `{{ name.path }}` in the texts of a template.

/** `{{ a.b[0] }}` as it stands in a text. */
export interface Placeholder {
  /** With its braces. */
  readonly text: string;
  /** Between the braces. */
  readonly name: string;
}

const PLACEHOLDER = /\{\{\s*([\w.\-[\]$]+)\s*\}\}/g;

export function placeholdersOf(text: string): Placeholder[] {
  return [...text.matchAll(PLACEHOLDER)].map(([found, name = '']) => ({ text: found, name }));
}

/** `a.b[0]` as `['a', 'b', '0']`. */
export function pathOf(name: string): string[] {
  return name
    .replaceAll(/\[(\w+)\]/g, '.$1')
    .split('.')
    .filter((key) => key !== '');
}

export type JsonObject = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** No value: the place it would take goes away. */
export const UNSET = Symbol('unset');

/** What a path leads to in a value, or UNSET. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let found = value;
  for (const key of path) {
    if (Array.isArray(found)) found = found[Number(key)];
    else if (isObject(found) && Object.hasOwn(found, key)) found = found[key];
    else return UNSET;
    if (found === undefined) return UNSET;
  }
  return found;
}

/** A value as part of a longer text: texts as they are, null as nothing, the rest as JSON. */
export function textOf(value: unknown): string {
  if (value === UNSET || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/**
 * Fills the placeholders of every text in a template, keys excepted. A text that is one placeholder takes the value
 * with its type; in a longer text the value becomes text. Where `valueFor` answers UNSET for a whole text, its key or
 * list entry goes away; where it answers undefined, the placeholder stays as it is.
 */
export function fillPlaceholders(template: unknown, valueFor: (placeholder: Placeholder) => unknown): unknown {
  if (typeof template === 'string') return fillText(template, valueFor);
  if (Array.isArray(template)) {
    return template.map((entry) => fillPlaceholders(entry, valueFor)).filter((entry) => entry !== UNSET);
  }
  if (!isObject(template)) return template;
  const entries = Object.entries(template).map(([key, value]) => [key, fillPlaceholders(value, valueFor)] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== UNSET));
}

function fillText(text: string, valueFor: (placeholder: Placeholder) => unknown): unknown {
  const placeholders = placeholdersOf(text);
  const [first] = placeholders;
  if (first !== undefined && first.text === text) {
    const value = valueFor(first);
    return value === undefined ? text : value;
  }
  return text.replaceAll(PLACEHOLDER, (found, name: string) => {
    const value = valueFor({ text: found, name });
    return value === undefined ? found : textOf(value);
  });
}
