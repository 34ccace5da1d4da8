// variables: a value as text to edit, and back.

type Json = string | number | boolean | null | readonly unknown[] | Readonly<Record<string, unknown>>;

function parsed(text: string): { readonly value: Json } | null {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
}

/** Plain text stands for itself; text that would read as JSON is put into quotes. */
export function textFromValue(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value, null, 2);
  return parsed(value) === null ? value : JSON.stringify(value);
}

/** JSON where it is JSON, else the text itself. */
export function valueFromText(text: string): Json {
  const result = parsed(text);
  return result === null ? text : result.value;
}
