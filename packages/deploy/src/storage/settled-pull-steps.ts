// deploy: pull steps as they are stored: what is decided when it is deployed is decided.
import type { FoundReferences, JsonObject } from '@signalbox/core';
import { filledInputs } from '../steps/filled-inputs.ts';
import { type GitCloneInputs, openAccess } from '../steps/git-clone.ts';
import { masked, secretsOf } from '../steps/masked-secrets.ts';
import type { Step } from '../steps/step.ts';
import { stepNamed } from '../steps/step-catalogue.ts';
import { StepError } from '../steps/step-error.ts';
import { checkedInputs } from '../steps/step-runs.ts';
import { GIT_CLONE, gitIn } from './git-program.ts';
import { gitReference } from './git-reference.ts';
import { remoteCommit } from './remote-commit.ts';

export interface SettleOptions {
  /** The working tree that `reference: auto` looks at. */
  readonly directory: string;
  readonly env?: Readonly<Record<string, string | undefined>> | undefined;
  /** The blocks and variables that the steps refer to: a private repository is asked with its token. */
  readonly blocks?: FoundReferences | undefined;
  readonly signal?: AbortSignal | undefined;
}

const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

async function withReference(inputs: JsonObject, { directory, env = process.env }: SettleOptions): Promise<JsonObject> {
  const { reference, ...rest } = inputs;
  if (reference !== 'auto') return inputs;
  if (rest.branch || rest.tag || rest.commit_sha)
    throw new StepError(GIT_CLONE, 'reference: auto excludes branch, tag and commit_sha', 'Remove one of them');
  const found = await gitReference(directory, env);
  if (found === null)
    throw new StepError(
      GIT_CLONE,
      `${directory} is in no git repository`,
      'Set BUILD_TAG or GIT_BRANCH, or name a branch',
    );
  // As a branch git takes the name of a tag too, and Prefect knows no input for tags.
  return found.kind === 'commit' ? { ...rest, commit_sha: found.name } : { ...rest, branch: found.name };
}

async function commitOf(
  inputs: GitCloneInputs,
  { directory, env = process.env, signal }: SettleOptions,
): Promise<string> {
  const surroundings = { directory, env, signal, say: () => {}, cache_directory: null };
  await using open = await openAccess(inputs, surroundings);
  return remoteCommit(gitIn(directory, open.access, surroundings), open.access.url, inputs);
}

/** Secrets are put in to ask the repository; what is stored has the placeholders still. */
async function withCommit(inputs: JsonObject, options: SettleOptions): Promise<JsonObject> {
  const { pin, branch, tag, ...rest } = inputs;
  if (pin !== 'commit') return inputs;
  if (rest.commit_sha) return rest;
  const { env = process.env, blocks = {} } = options;
  const filled = filledInputs(GIT_CLONE, { ...rest, branch, tag }, {}, env, blocks);
  try {
    return { ...rest, commit_sha: await commitOf(checkedInputs(GIT_CLONE, filled), options) };
  } catch (error) {
    if (!(error instanceof StepError)) throw error;
    throw StepError.withMessage(GIT_CLONE, masked(error.message, secretsOf(filled, blocks)));
  }
}

/** The name that Prefect's own workers know: not ours, and not one that only older versions had. */
function nameForPrefect(name: string): string {
  const isNews = name.startsWith('signalbox.') || name.includes('.projects.');
  return isNews ? (stepNamed(name)?.name ?? name) : name;
}

/**
 * `reference: auto` becomes the branch or tag that holds now, `pin: commit` the commit that it is at. What is answered
 * Prefect's own workers understand too.
 *
 * @throws StepError when the repository can't be asked, or has no such branch.
 */
export async function settledPullSteps(steps: readonly Step[], options: SettleOptions): Promise<readonly Step[]> {
  const settled: Step[] = [];
  for (const step of steps) {
    const [name = ''] = Object.keys(step);
    const inputs = step[name];
    const isClone = stepNamed(name)?.name === GIT_CLONE && isRecord(inputs);
    const now = isClone ? await withCommit(await withReference(inputs, options), options) : inputs;
    settled.push({ [nameForPrefect(name)]: now });
  }
  return settled;
}
