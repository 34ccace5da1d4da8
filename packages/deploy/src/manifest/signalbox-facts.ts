// deploy: what `{{ signalbox.… }}` stands for.
import { meantName } from '../names/nearest-name.ts';
import { GIT_FACTS } from './git-facts.ts';
import type { ManifestSource } from './manifest-source.ts';

const PREFIX = 'signalbox.';

export const isSignalboxName = (name: string): boolean => name.startsWith(PREFIX);

const NAMES = ['signalbox.environment', ...GIT_FACTS.map((fact) => `signalbox.git.${fact}`)];

/** The value, or why there is none. */
export function signalboxFact(
  name: string,
  { git, environment }: ManifestSource,
): { readonly value: unknown } | { readonly problem: string; readonly mend: string } {
  if (!NAMES.includes(name)) return { problem: `{{ ${name} }} stands for nothing`, mend: meantName(name, NAMES) };
  if (name === 'signalbox.environment') return { value: environment ?? '' };
  const fact = GIT_FACTS.find((one) => name === `signalbox.git.${one}`);
  if (git !== null && fact !== undefined) return { value: git[fact] };
  return {
    problem: `{{ ${name} }} asks for a commit, and the folder of the manifest has none`,
    mend: 'Make it a git repository with a commit, or use {{ $NAME }}',
  };
}
