// deploy: which environment of a manifest is meant.
import { UnknownEnvironmentError } from '../manifest/errors.ts';
import type { Path, Place } from '../manifest/manifest-source.ts';
import { meantName } from '../names/nearest-name.ts';
import { branchPatterns, environmentNames } from './apply-environment.ts';
import type { Located } from './located.ts';

/** What the choice depends on. */
export interface Choice {
  /** Null: the branch decides, where the manifest says how. */
  readonly asked: string | null;
  /** Null: the manifest is on no branch. */
  readonly branch: string | null;
  readonly placeOf: (path: Path) => Place;
}

/** A name of `branches`: `*` stands for every branch, and for none; `feature/*` for those that begin so. */
const isMatched = (pattern: string, branch: string | null): boolean =>
  pattern === '*' ||
  (branch !== null && new RegExp(`^${pattern.split('*').map(RegExp.escape).join('.*')}$`).test(branch));

/**
 * The environment that was asked for, else that of the first pattern in `branches` that the branch fits. Null: none was
 * asked for and the manifest has no `branches`.
 * @throws UnknownEnvironmentError
 */
export function chooseEnvironment(manifest: Located, { asked, branch, placeOf }: Choice): string | null {
  const names = environmentNames(manifest);
  if (asked !== null) {
    if (names.includes(asked)) return asked;
    const problem = `there is no environment "${asked}"`;
    const mend = names.length === 0 ? 'Declare it below environments' : meantName(asked, names);
    throw new UnknownEnvironmentError({ ...placeOf(['environments']), problem, mend });
  }
  const patterns = branchPatterns(manifest);
  if (patterns.length === 0) return null;
  const found = patterns.find(([pattern]) => isMatched(pattern, branch));
  if (found === undefined) {
    const problem = `no environment belongs to ${branch === null ? 'a commit without a branch' : `the branch "${branch}"`}`;
    throw new UnknownEnvironmentError({
      ...placeOf(['branches']),
      problem,
      mend: "Choose one with --env NAME, or add '*': NAME",
    });
  }
  const [pattern, name] = found;
  if (typeof name === 'string' && names.includes(name)) return name;
  const problem = `there is no environment "${String(name)}"`;
  const mend = names.length === 0 ? 'Declare it below environments' : meantName(String(name), names);
  throw new UnknownEnvironmentError({ ...placeOf(['branches', pattern]), problem, mend });
}
