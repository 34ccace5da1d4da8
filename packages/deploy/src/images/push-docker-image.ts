// deploy: the step `push_docker_image`.
import type { StepInputs } from '../steps/step-catalogue.ts';
import { StepError } from '../steps/step-error.ts';
import type { StepSurroundings } from '../steps/step-surroundings.ts';
import { dockerIn } from './docker-program.ts';
import { nameAndTag, tagFrom } from './image-name.ts';
import { withRegistryLogin } from './registry-login.ts';

const STEP = 'prefect_docker.deployments.steps.push_docker_image';

type Inputs = StepInputs<typeof STEP>;

export interface PushedImage {
  readonly image_name: string;
  readonly tag: string;
  /** Name and tag. */
  readonly image: string;
  readonly additional_tags: readonly string[];
  /** `sha256:…`: what the registry keeps this very image under. */
  readonly digest: string;
  /** Name and digest: what was pushed now, whatever the tag comes to mean. */
  readonly pinned_image: string;
  readonly [output: string]: unknown;
}

/** `latest: digest: sha256:… size: 528` is the last that docker says of a push. */
function digestFrom(printed: string): string {
  const digest = /digest: (sha256:[0-9a-f]{64})/.exec(printed)?.[1];
  if (digest !== undefined) return digest;
  throw new StepError(STEP, 'the registry told no digest', 'Check that it keeps what was pushed');
}

/** Pushes the tag and the additional tags of an image that was built before. */
export async function pushDockerImage(inputs: Inputs, surroundings: StepSurroundings): Promise<PushedImage> {
  const named = nameAndTag(inputs.image_name);
  const tag = inputs.tag ? tagFrom(inputs.tag) : (named.tag ?? 'latest');
  const additional_tags = inputs.additional_tags ?? [];
  const { name } = named;
  return withRegistryLogin(STEP, name, inputs.credentials ?? null, surroundings, async (logged) => {
    const docker = dockerIn(STEP, logged);
    const digest = digestFrom((await docker(['push', `${name}:${tag}`])).stdout);
    for (const more of additional_tags) await docker(['push', `${name}:${more}`]);
    const image = `${name}:${tag}`;
    return { image_name: name, tag, image, additional_tags, digest, pinned_image: `${name}@${digest}` };
  });
}
