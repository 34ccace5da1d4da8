// deploy: the deep merge of a manifest with what an environment says otherwise.
import { entryOf, type Located, type LocatedList, type LocatedMap, scalarOf } from './located.ts';

/** The lists of a manifest whose entries are merged, by what tells two entries apart; all other lists are replaced. */
const IDENTITIES: Readonly<Record<string, readonly string[]>> = {
  deployments: ['name'],
  workPools: ['name'],
  blocks: ['type', 'name'],
  variables: ['name'],
  automations: ['name'],
};

/** Maps are merged name by name; everything else, lists too, is replaced. */
export function merged(lower: Located | undefined, upper: Located | undefined): Located | undefined {
  if (upper === undefined) return lower;
  if (lower?.kind !== 'map' || upper.kind !== 'map') return upper;
  const entries = new Map(lower.entries);
  for (const [key, entry] of upper.entries) entries.set(key, merged(lower.entries.get(key), entry) ?? entry);
  return { ...lower, entries };
}

/** Entries that both have are merged, wherever they stand; those of the upper list alone come last. */
function mergedByIdentity(lower: LocatedList, upper: LocatedList, identity: readonly string[]): LocatedList {
  const identityOf = (item: Located): string => JSON.stringify(identity.map((key) => scalarOf(entryOf(item, key))));
  const known = new Set(lower.items.map(identityOf));
  const items = lower.items.map((item) =>
    upper.items
      .filter((other) => identityOf(other) === identityOf(item))
      .reduce((all, one) => merged(all, one) ?? all, item),
  );
  return { ...lower, items: [...items, ...upper.items.filter((item) => !known.has(identityOf(item)))] };
}

/** A whole manifest with a whole overlay: the lists of named objects are merged by name. */
export function mergedManifest(lower: LocatedMap, upper: LocatedMap): LocatedMap {
  const entries = new Map(lower.entries);
  for (const [key, entry] of upper.entries) {
    const below = lower.entries.get(key);
    const identity = Object.hasOwn(IDENTITIES, key) ? IDENTITIES[key] : undefined;
    const isNamed = identity !== undefined && below?.kind === 'list' && entry.kind === 'list';
    entries.set(key, isNamed ? mergedByIdentity(below, entry, identity) : (merged(below, entry) ?? entry));
  }
  return { ...lower, entries };
}
