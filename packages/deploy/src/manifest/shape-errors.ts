// deploy: what the shape of a manifest finds wrong, as errors with a place and a mend.
import type { z } from 'zod';
import { meantName } from '../names/nearest-name.ts';
import { InvalidValueError, type ManifestError, UnknownFieldError } from './errors.ts';
import { MENDS } from './manifest-schema.ts';
import { fieldName, type ManifestSource, type Path } from './manifest-source.ts';

type Issue = z.core.$ZodIssue;

const KINDS: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a map of names to values',
  record: 'a map of names to values',
};

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'object'
    ? 'a map'
    : `${typeof value === 'string' ? 'the text ' : ''}${JSON.stringify(value)}`;
}

function valueAt(values: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    values,
  );
}

function problemOf(issue: Issue, value: unknown): string {
  if (value === undefined) return 'this field is missing';
  if (issue.code === 'invalid_type')
    return `this must be ${KINDS[issue.expected] ?? issue.expected}, but is ${kindOf(value)}`;
  return `${kindOf(value)} is not allowed here`;
}

const mendOf = (path: Path, expected: string | null): string => {
  const field = path.findLast((key) => typeof key === 'string') ?? '';
  return MENDS[field] ?? `Write ${(expected !== null && KINDS[expected]) || 'a value that fits'}`;
};

/** Of the alternatives of a union, the one that got furthest: it is what the writer meant. */
function furthest(issue: Extract<Issue, { code: 'invalid_union' }>): readonly Issue[] {
  const depth = (issues: readonly Issue[]) =>
    Math.max(0, ...issues.map(({ path, code }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)));
  const [best] = [...issue.errors].sort((a, b) => depth(b) - depth(a));
  return best !== undefined && depth(best) > 0 ? best : [];
}

/** The errors of one shape; `base` is the path of the checked value in the manifest, `known` the names of a strict map. */
export function shapeErrors(
  source: ManifestSource,
  issues: readonly Issue[],
  base: Path,
  namesAt: (path: Path) => readonly string[],
): ManifestError[] {
  return issues.flatMap((issue): ManifestError[] => {
    const path: Path = [...base, ...issue.path.map((key) => (typeof key === 'number' ? key : String(key)))];
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => {
        const keyPath = [...path, key];
        return new UnknownFieldError({
          position: source.positionOfKey(keyPath),
          field: fieldName(keyPath),
          problem: `"${key}" is not a field of ${path.length === 0 ? 'a manifest' : fieldName(path)}`,
          mend: meantName(key, namesAt(path)),
        });
      });
    }
    if (issue.code === 'invalid_union') {
      const meant = furthest(issue);
      if (meant.length > 0) return shapeErrors(source, meant, path, namesAt);
    }
    const value = valueAt(source.values, path);
    return [
      new InvalidValueError({
        position: source.positionOf(path),
        field: fieldName(path),
        problem: problemOf(issue, value),
        mend: mendOf(path, issue.code === 'invalid_type' ? issue.expected : null),
      }),
    ];
  });
}
