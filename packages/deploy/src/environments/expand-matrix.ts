// deploy: many deployments of one that is declared with a matrix.
import { applyVariables } from '@signalbox/core';
import { entryOf, type Located, type LocatedMap, mapTexts, plain, withEntries } from './located.ts';

type Values = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every combination of the lists, or the list of combinations as it stands; null for what is neither. */
export function combinationsOf(matrix: unknown): readonly Values[] | null {
  if (Array.isArray(matrix)) return matrix.every(isRecord) ? matrix : null;
  if (!isRecord(matrix)) return null;
  let combinations: readonly Values[] = [{}];
  for (const [name, values] of Object.entries(matrix)) {
    if (!Array.isArray(values)) return null;
    combinations = combinations.flatMap((one) => values.map((value: unknown) => ({ ...one, [name]: value })));
  }
  return combinations;
}

function repeated(deployment: Located): readonly Located[] {
  const matrix = entryOf(deployment, 'matrix');
  const combinations = matrix === undefined ? null : combinationsOf(plain(matrix));
  // One that is malformed stays, for the shape of the manifest to say so.
  if (deployment.kind !== 'map' || combinations === null) return [deployment];
  const template = withEntries(deployment, { matrix: undefined });
  return combinations.map((values) =>
    mapTexts(template, (text) => applyVariables(text, { matrix: values }, { keepUnset: true })),
  );
}

/** The manifest with each `{{ matrix.name }}` filled, one deployment for each combination. */
export function expandMatrix(manifest: LocatedMap): LocatedMap {
  const deployments = entryOf(manifest, 'deployments');
  if (deployments?.kind !== 'list') return manifest;
  return withEntries(manifest, { deployments: { ...deployments, items: deployments.items.flatMap(repeated) } });
}
