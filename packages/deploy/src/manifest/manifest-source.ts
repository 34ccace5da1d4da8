// deploy: a manifest that was read and not yet checked, and that knows where each of its values stands.

import type { Position } from './errors.ts';
import type { GitFacts } from './git-facts.ts';

export type Path = readonly (string | number)[];

/** A manifest that was read but not yet checked. */
export interface ManifestSource {
  /** The path of the file, as it is shown in errors. */
  readonly file: string;
  /** Entrypoints are relative to it; a manifest without a name is named after it. */
  readonly directory: string;
  /** The plain values: anchors and merges resolved, the environment laid over, each matrix expanded. */
  readonly values: unknown;
  /** The environment that was chosen; null: none. */
  readonly environment: string | null;
  /** Where the environment's server is, with `{{ $NAME }}` filled in; null: where the profile says. */
  readonly apiUrl: string | null;
  /** What the environment puts around the names of deployments. */
  readonly naming: { readonly prefix: string; readonly suffix: string };
  /** For `{{ signalbox.git.… }}`; null: the directory is in no repository, or nothing asks for it. */
  readonly git: GitFacts | null;
  /** Where the value at a path stands; of one that is missing, where its nearest parent stands. */
  positionOf(path: Path): Position;
  /** Where the key of a path stands. */
  positionOfKey(path: Path): Position;
  /** The path as it was written, for messages: `environments.staging.deployments[0].tags`. */
  fieldOf(path: Path): string;
}

/** `deployments[0].name` */
export function fieldName(path: Path): string {
  return path.map((key, place) => (typeof key === 'number' ? `[${key}]` : place === 0 ? key : `.${key}`)).join('');
}

/** What an error says of where it is. */
export interface Place {
  readonly position: Position;
  readonly field: string;
}

export const placeOf = (source: ManifestSource, path: Path): Place => ({
  position: source.positionOf(path),
  field: source.fieldOf(path),
});

export const placeOfKey = (source: ManifestSource, path: Path): Place => ({
  position: source.positionOfKey(path),
  field: source.fieldOf(path),
});
