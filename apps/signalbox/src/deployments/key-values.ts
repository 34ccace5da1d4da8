// signalbox: `key=value` words as an object.
import { UsageError } from '../command-error.ts';

function parsedValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // What is no JSON is a text: `-p city=Seattle` needs no quotes.
    return text;
  }
}

/** @throws UsageError for a word without `=`. */
export function objectFromKeyValues(words: readonly string[], option: string): Record<string, unknown> {
  return Object.fromEntries(
    words.map((word) => {
      const equals = word.indexOf('=');
      if (equals < 1)
        throw new UsageError(`${option} ${word}: write it as key=value, for instance ${option} limit=10.`);
      return [word.slice(0, equals), parsedValue(word.slice(equals + 1))];
    }),
  );
}

/** @throws UsageError for a text that is no JSON object. */
export function objectFromJson(text: string, option: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${option} is no JSON: ${error instanceof Error ? error.message : error}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UsageError(`${option} must be a JSON object, for instance {"limit": 10}.`);
  return { ...value };
}
