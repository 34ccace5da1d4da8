// deploy: exactly which code a deployment of a server runs.
import { type Client, NotFoundError } from '@signalbox/client';
import type { DeploymentResponse, VersionInfo } from '@signalbox/contract';
import { describeStorage, findReferences, type JsonObject } from '@signalbox/core';
import { readReferences } from '../deploy/read-references.ts';
import { LABELS } from '../plan/ownership.ts';
import type { Step } from '../steps/step.ts';
import { stepNamed } from '../steps/step-catalogue.ts';
import { GIT_CLONE } from '../storage/git-program.ts';
import { settledPullSteps } from '../storage/settled-pull-steps.ts';

export interface RunningCode {
  readonly entrypoint: string;
  readonly parameter_openapi_schema: JsonObject;
  /** A branch is pinned to the commit that it is at. */
  readonly pull: readonly Step[];
  /** Null: the runs get none. */
  readonly image: string | null;
  readonly version_info: VersionInfo;
  /** Null: the deployment was not made by us. */
  readonly code_hash: string | null;
  /** What people should know: a reference that may come to mean other code. */
  readonly notices: readonly string[];
}

/** What a deployment runs cannot be carried elsewhere. */
export class PromoteError extends Error {
  override readonly name = 'PromoteError';
}

const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const pinned = (step: Step): Step =>
  Object.fromEntries(
    Object.entries(step).map(([name, inputs]) => [
      name,
      stepNamed(name)?.name === GIT_CLONE && isRecord(inputs) ? { ...inputs, pin: 'commit' } : inputs,
    ]),
  );

/** Only our server tells it; a Prefect server gives the name of the version alone. */
async function versionInfoOf(client: Client, { id, version }: DeploymentResponse): Promise<VersionInfo> {
  const simple = { type: 'prefect:simple', version: version ?? '' };
  try {
    const [latest] = await client.deployment_versions.list({ params: { id }, query: { limit: 1 } });
    if (!latest) return simple;
    const { content } = await client.deployment_versions.read({ params: { id, number: latest.number } });
    return content.version_info ?? simple;
  } catch (error) {
    if (error instanceof NotFoundError) return simple;
    throw error;
  }
}

function noticesOf(name: string, deployment: DeploymentResponse): string[] {
  const { kind, image, digest } = describeStorage(deployment.pull_steps, deployment.job_variables);
  const tagged = image !== null && digest === null;
  const unversioned = kind === 's3' || kind === 'gcs' || kind === 'azure' || kind === 'other';
  return [
    ...(tagged ? [`${name} names its image ${image} by a tag, which can come to mean another image`] : []),
    ...(unversioned ? [`${name} pulls its code from a place without versions: what is there may change`] : []),
  ];
}

/**
 * @param name for messages
 * @param directory where git runs
 * @throws PromoteError when the code is a folder of a machine
 * @throws StepError when the repository does not tell at which commit its branch is
 */
export async function runningCode(
  client: Client,
  name: string,
  deployment: DeploymentResponse,
  { directory, env }: { readonly directory: string; readonly env: Readonly<Record<string, string | undefined>> },
): Promise<RunningCode> {
  const { entrypoint, pull_steps, job_variables, labels } = deployment;
  const { kind, image } = describeStorage(pull_steps, job_variables);
  if (entrypoint === null || kind === 'local' || kind === 'none')
    throw new PromoteError(
      `The code of ${name} is a folder of a machine: there is no commit and no image to carry. Deploy it with a git_clone pull step, or in an image.`,
    );
  const steps = pull_steps ?? [];
  const blocks = await readReferences(client, findReferences(steps));
  const code_hash = labels[LABELS.code];
  return {
    entrypoint,
    parameter_openapi_schema: deployment.parameter_openapi_schema ?? {},
    pull: await settledPullSteps(steps.map(pinned), { directory, env, blocks }),
    image,
    version_info: await versionInfoOf(client, deployment),
    code_hash: typeof code_hash === 'string' ? code_hash : null,
    notices: noticesOf(name, deployment),
  };
}
