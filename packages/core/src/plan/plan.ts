// core: what must change on a server for it to have what a manifest declares.
import { type Difference, differences } from './content.ts';

/** In the order in which they are made: each may refer to those before it. */
export const OBJECT_KINDS = ['work-pool', 'variable', 'block', 'deployment', 'automation'] as const;
export type ObjectKind = (typeof OBJECT_KINDS)[number];

export type Fields = Readonly<Record<string, unknown>>;

export interface DesiredObject {
  readonly kind: ObjectKind;
  /** Names it among its kind: `flow/name` of a deployment, `type/name` of a block, else its name. */
  readonly key: string;
  /** What the manifest says of it. A field that is not there stays as the server has it. */
  readonly fields: Fields;
  /** Fields that are written with a change and never make one: the version of code that has not changed. */
  readonly incidental?: readonly string[];
  /** Fields whose values nobody is shown. */
  readonly secret?: readonly string[];
}

export interface CurrentObject {
  readonly kind: ObjectKind;
  readonly key: string;
  readonly id: string;
  readonly fields: Fields;
  /** Whether the manifest owns it: it may be removed when it is declared no more. */
  readonly is_owned: boolean;
  /** `contentHash` of the desired fields when it was last written; null: nobody knows. */
  readonly applied_hash: string | null;
}

export type Change =
  | {
      readonly action: 'create';
      readonly kind: ObjectKind;
      readonly key: string;
      readonly differences: readonly Difference[];
    }
  | {
      readonly action: 'update';
      readonly kind: ObjectKind;
      readonly key: string;
      readonly id: string;
      readonly differences: readonly Difference[];
      /** Whether the manifest says what it said when it was last applied, and the server was changed since. */
      readonly is_drift: boolean;
    }
  /** `undeclared`: the manifest owned it and declares it no more, and nobody asked for it to be removed. */
  | {
      readonly action: 'delete' | 'undeclared' | 'unchanged';
      readonly kind: ObjectKind;
      readonly key: string;
      readonly id: string;
    };

const SECRET = '(secret)';

function shown(found: readonly Difference[], { secret = [], incidental = [] }: DesiredObject): Difference[] {
  const isChange = found.some(({ path }) => !incidental.includes(path[0] ?? ''));
  if (!isChange) return [];
  return found.map((one) =>
    secret.includes(one.path[0] ?? '')
      ? { path: one.path, before: one.before === null ? null : SECRET, after: one.after === null ? null : SECRET }
      : one,
  );
}

const pick = (fields: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));

function changeOf(desired: DesiredObject, current: CurrentObject | undefined, hash: string): Change {
  const { kind, key, fields } = desired;
  if (!current) return { action: 'create', kind, key, differences: shown(differences({}, fields), desired) };
  const found = shown(differences(pick(current.fields, Object.keys(fields)), fields), desired);
  if (found.length === 0) return { action: 'unchanged', kind, key, id: current.id };
  return { action: 'update', kind, key, id: current.id, differences: found, is_drift: current.applied_hash === hash };
}

export interface PlanOptions {
  /** Whether what the manifest owns and declares no more is removed. */
  readonly prune: boolean;
  /** As it was kept when an object was last written. */
  readonly hashOf: (desired: DesiredObject) => string;
}

const place = ({ kind }: { readonly kind: ObjectKind }) => OBJECT_KINDS.indexOf(kind);

const nameOf = ({ kind, key }: { readonly kind: ObjectKind; readonly key: string }) => `${kind} ${key}`;

/** One change for each object that is declared or owned, in the order in which they can be carried out; removals last. */
export function planFrom(
  desired: readonly DesiredObject[],
  current: readonly CurrentObject[],
  { prune, hashOf }: PlanOptions,
): Change[] {
  const known = new Map(current.map((one) => [nameOf(one), one]));
  const wanted = new Set(desired.map(nameOf));
  const changes = [...desired]
    .sort((left, right) => place(left) - place(right))
    .map((one) => changeOf(one, known.get(nameOf(one)), hashOf(one)));
  const gone = current
    .filter((one) => one.is_owned && !wanted.has(nameOf(one)))
    .sort((left, right) => place(right) - place(left))
    .map(({ kind, key, id }): Change => ({ action: prune ? 'delete' : 'undeclared', kind, key, id }));
  return [...changes, ...gone];
}

/** Whether carrying it out writes anything. */
export const isWrite = ({ action }: Change): boolean => action !== 'unchanged' && action !== 'undeclared';
