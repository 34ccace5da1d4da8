// deploy: what the shape of a manifest finds wrong, as errors with a place and a mend.
import type { z } from 'zod';
import { meantName } from '../names/nearest-name.ts';
import { InvalidValueError, type ManifestError, UnknownFieldError } from './errors.ts';
import { MENDS } from './manifest-schema.ts';
import { type ManifestSource, type Path, placeOf, placeOfKey } from './manifest-source.ts';

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

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

function problemOf(issue: Issue, value: unknown): string {
  if (value === undefined) return 'this field is missing';
  if (issue.code === 'invalid_type')
    return `this must be ${KINDS[issue.expected] ?? issue.expected}, but is ${kindOf(value)}`;
  if (issue.code === 'custom' && issue.message !== 'Invalid input') return lowered(issue.message);
  return `${kindOf(value)} is not allowed here`;
}

function mendOf(path: Path, issue: Issue, value: unknown): string {
  const names = path.filter((key) => typeof key === 'string');
  const known = MENDS[names.slice(-2).join('.')] ?? MENDS[names.at(-1) ?? ''];
  if (known !== undefined) return known;
  if (issue.code === 'invalid_union' && 'options' in issue && Array.isArray(issue.options))
    return meantName(typeof value === 'string' ? value : '', issue.options.map(String));
  if (issue.code === 'invalid_value') return `Write ${issue.values.map(String).join(' or ')}`;
  return `Write ${(issue.code === 'invalid_type' && KINDS[issue.expected]) || 'a value that fits'}`;
}

type InvalidValue = Extract<Issue, { code: 'invalid_value' }>;

/** That the `type` of an alternative is another than the one that was written. */
const otherType = (issues: readonly Issue[]): InvalidValue | undefined =>
  issues.filter((issue) => issue.code === 'invalid_value').find(({ path }) => path.length === 1 && path[0] === 'type');

/** Of the alternatives of a union, the one that got furthest: it is what the writer meant. */
function furthest(issue: Extract<Issue, { code: 'invalid_union' }>): readonly Issue[] {
  const depth = (issues: readonly Issue[]): number =>
    Math.max(0, ...issues.map(({ path, code }) => path.length + (code === 'unrecognized_keys' ? 1 : 0)));
  const others = issue.errors.map(otherType).filter((other) => other !== undefined);
  const [first] = others;
  // The type fits none of them: nothing else can be said of the value.
  if (first !== undefined && others.length === issue.errors.length)
    return [{ ...first, values: others.flatMap(({ values }) => values) }];
  const [best] = [...issue.errors].sort(
    (a, b) => Number(otherType(a) !== undefined) - Number(otherType(b) !== undefined) || depth(b) - depth(a),
  );
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
          ...placeOfKey(source, keyPath),
          problem: `"${key}" is not a field of ${path.length === 0 ? 'a manifest' : source.fieldOf(path)}`,
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
        ...placeOf(source, path),
        problem: problemOf(issue, value),
        mend: mendOf(path, issue, value),
      }),
    ];
  });
}
