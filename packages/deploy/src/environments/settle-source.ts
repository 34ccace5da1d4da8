// deploy: a manifest as it is deployed: its environment chosen and laid over, each matrix expanded.
import { fillPlaceholders } from '@signalbox/core';
import { type ManifestError, ManifestRejectedError, UnknownEnvironmentError } from '../manifest/errors.ts';
import { EnvironmentsShape, FileShape, MatrixShape } from '../manifest/file-schema.ts';
import { type GitFacts, gitFacts } from '../manifest/git-facts.ts';
import { knownFields } from '../manifest/known-fields.ts';
import { type ManifestSource, type Path, placeOf } from '../manifest/manifest-source.ts';
import { shapeErrors } from '../manifest/shape-errors.ts';
import { applyEnvironment } from './apply-environment.ts';
import { chooseEnvironment } from './choose-environment.ts';
import { expandMatrix } from './expand-matrix.ts';
import { entryOf, itemsOf, type LocatedMap, located, originOf, plain, textOf } from './located.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface SettleSourceOptions {
  /** Null: the branch decides, where the manifest says how. */
  readonly environmentName: string | null;
  /** For `{{ $NAME }}` in the URL, and for git. */
  readonly environment: Environment;
}

const hasPlaceholder = (value: unknown): boolean => typeof value === 'string' && value.includes('{{');

const valueAt = (values: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    values,
  );

const isPlaceholder = (source: ManifestSource, path: readonly PropertyKey[]): boolean =>
  hasPlaceholder(valueAt(source.values, path));

/** What is wrong in environments, those that were not chosen too. */
function environmentErrors(source: ManifestSource): ManifestError[] {
  const { error } = EnvironmentsShape.safeParse(source.values);
  const issues = error?.issues.filter(({ path }) => !isPlaceholder(source, path)) ?? [];
  return shapeErrors(source, issues, [], (path) => knownFields(FileShape, path));
}

function matrixErrors(source: ManifestSource, manifest: LocatedMap): ManifestError[] {
  return itemsOf(entryOf(manifest, 'deployments')).flatMap((deployment, index) => {
    const matrix = entryOf(deployment, 'matrix');
    const { error } = MatrixShape.optional().safeParse(matrix && plain(matrix));
    return shapeErrors(source, error?.issues ?? [], ['deployments', index, 'matrix'], () => []);
  });
}

function derivedSource(
  source: ManifestSource,
  tree: LocatedMap,
  more: Pick<ManifestSource, 'environment' | 'apiUrl' | 'naming' | 'git'>,
): ManifestSource {
  const origin = (path: Path): Path => originOf(tree, path);
  return {
    ...source,
    ...more,
    values: plain(tree),
    positionOf: (path) => source.positionOf(origin(path)),
    positionOfKey: (path) => source.positionOfKey(origin(path)),
    fieldOf: (path) => source.fieldOf(origin(path)),
  };
}

const asksForGit = (values: unknown): boolean => JSON.stringify(values)?.includes('signalbox.git.') ?? false;

/**
 * @throws ManifestRejectedError when there is no such environment, or an environment is malformed.
 */
export async function settledSource(
  source: ManifestSource,
  { environmentName, environment }: SettleSourceOptions,
): Promise<ManifestSource> {
  const manifest = located(source.values);
  if (manifest.kind !== 'map') return source;
  const needsBranch = environmentName === null && entryOf(manifest, 'branches') !== undefined;
  const git: GitFacts | null =
    needsBranch || asksForGit(source.values) ? await gitFacts(source.directory, environment) : null;
  const errors = [...environmentErrors(source), ...matrixErrors(source, manifest)];
  if (errors.length > 0) throw new ManifestRejectedError(errors);
  try {
    const choice = {
      asked: environmentName,
      branch: git?.branch || null,
      placeOf: (path: Path) => placeOf(source, path),
    };
    const name = chooseEnvironment(manifest, choice);
    const chosen = name === null ? undefined : entryOf(entryOf(manifest, 'environments'), name);
    const url = textOf(entryOf(chosen, 'apiUrl'));
    const apiUrl =
      url &&
      String(
        fillPlaceholders(url, ({ name: asked }) =>
          asked.startsWith('$') ? (environment[asked.slice(1)] ?? '') : undefined,
        ),
      );
    const naming = { prefix: textOf(entryOf(chosen, 'prefix')) ?? '', suffix: textOf(entryOf(chosen, 'suffix')) ?? '' };
    const tree = expandMatrix(applyEnvironment(manifest, chosen));
    return derivedSource(source, tree, { environment: name, apiUrl, naming, git });
  } catch (error) {
    if (error instanceof UnknownEnvironmentError) throw new ManifestRejectedError([error]);
    throw error;
  }
}
