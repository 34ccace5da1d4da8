// deploy: values of a manifest that know where they were written, while they are merged and repeated.
import type { Path } from '../manifest/manifest-source.ts';

export interface LocatedMap {
  readonly kind: 'map';
  readonly origin: Path;
  readonly entries: ReadonlyMap<string, Located>;
}
export interface LocatedList {
  readonly kind: 'list';
  readonly origin: Path;
  readonly items: readonly Located[];
}
export interface LocatedScalar {
  readonly kind: 'scalar';
  readonly origin: Path;
  readonly value: unknown;
}
/** `origin` is the path at which the value stands in the file. */
export type Located = LocatedMap | LocatedList | LocatedScalar;

export function located(value: unknown, origin: Path = []): Located {
  if (Array.isArray(value))
    return { kind: 'list', origin, items: value.map((item, index) => located(item, [...origin, index])) };
  if (typeof value !== 'object' || value === null) return { kind: 'scalar', origin, value };
  const entries = Object.entries(value).map(([key, entry]) => [key, located(entry, [...origin, key])] as const);
  return { kind: 'map', origin, entries: new Map(entries) };
}

export function plain(node: Located): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'list') return node.items.map(plain);
  return Object.fromEntries([...node.entries].map(([key, entry]) => [key, plain(entry)]));
}

/** The entry of a map; undefined where there is no map or no such entry. */
export const entryOf = (node: Located | undefined, key: string): Located | undefined =>
  node?.kind === 'map' ? node.entries.get(key) : undefined;

export const itemsOf = (node: Located | undefined): readonly Located[] => (node?.kind === 'list' ? node.items : []);

export const scalarOf = (node: Located | undefined): unknown => (node?.kind === 'scalar' ? node.value : undefined);

export const textOf = (node: Located | undefined): string | null => {
  const value = scalarOf(node);
  return typeof value === 'string' ? value : null;
};

/** The map with some entries changed; those that become undefined go away. */
export function withEntries(map: LocatedMap, changes: Readonly<Record<string, Located | undefined>>): LocatedMap {
  const entries = new Map(map.entries);
  for (const [key, entry] of Object.entries(changes)) {
    if (entry === undefined) entries.delete(key);
    else entries.set(key, entry);
  }
  return { ...map, entries };
}

/** Where the value at a path of the plain values was written; of one that is missing, what follows its nearest parent. */
export function originOf(tree: Located, path: Path): Path {
  let node = tree;
  for (const [place, key] of path.entries()) {
    const next = node.kind === 'map' ? node.entries.get(String(key)) : itemsOf(node)[Number(key)];
    if (next === undefined) return [...node.origin, ...path.slice(place)];
    node = next;
  }
  return node.origin;
}

/** The tree with each text changed; what a text becomes stands where the text stood. */
export function mapTexts(node: Located, change: (text: string) => unknown): Located {
  if (node.kind === 'list') return { ...node, items: node.items.map((item) => mapTexts(item, change)) };
  if (node.kind === 'map') {
    const entries = [...node.entries].map(([key, entry]) => [key, mapTexts(entry, change)] as const);
    return { ...node, entries: new Map(entries) };
  }
  return typeof node.value === 'string' ? located(change(node.value), node.origin) : node;
}
