// deploy: the step `build_docker_image`.
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import type { StepInputs } from '../steps/step-catalogue.ts';
import { StepError } from '../steps/step-error.ts';
import type { StepSurroundings } from '../steps/step-surroundings.ts';
import { autoDockerfile } from './auto-dockerfile.ts';
import { autoContext } from './build-context.ts';
import { dockerIn } from './docker-program.ts';
import { tagFrom } from './image-name.ts';
import { defaultTag } from './image-tag.ts';
import { withRegistryLogin } from './registry-login.ts';

const STEP = 'prefect_docker.deployments.steps.build_docker_image';

type Inputs = StepInputs<typeof STEP>;

export interface BuiltImage {
  readonly image_name: string;
  readonly tag: string;
  /** Name and tag. */
  readonly image: string;
  readonly image_id: string;
  readonly additional_tags: readonly string[];
  readonly [output: string]: unknown;
}

async function textOrNull(path: string): Promise<string | null> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
}

async function writtenFor(directory: string, base_image: string | null): Promise<string> {
  const text = autoDockerfile({
    name: basename(directory).replaceAll(/[^\w.-]/g, '-'),
    files: await readdir(directory),
    package_json: await textOrNull(join(directory, 'package.json')),
    requirements: await textOrNull(join(directory, 'requirements.txt')),
    base_image,
  });
  if (text !== null) return text;
  const problem = `${directory} is neither a TypeScript project (package.json) nor a Python one (requirements.txt, pyproject.toml)`;
  throw new StepError(STEP, problem, 'Write a Dockerfile, and name it in dockerfile');
}

const given = (option: string, value: string | null | undefined): readonly string[] => (value ? [option, value] : []);

/** Values of build arguments come by the environment: in the list of processes are their names alone. */
function optionsFrom(inputs: Inputs, tags: readonly string[], iidfile: string): readonly string[] {
  const { buildargs, labels, extra_hosts, cache_from, platforms } = inputs;
  return [
    ...tags.flatMap((tag) => ['--tag', `${inputs.image_name}:${tag}`]),
    ...['--iidfile', iidfile],
    ...Object.keys(buildargs ?? {}).flatMap((name) => ['--build-arg', name]),
    ...Object.entries(labels ?? {}).flatMap(([name, value]) => ['--label', `${name}=${value}`]),
    ...Object.entries(extra_hosts ?? {}).flatMap(([name, value]) => ['--add-host', `${name}:${value}`]),
    ...[cache_from ?? []].flat().flatMap((image) => ['--cache-from', image]),
    ...given('--platform', platforms && platforms.length > 0 ? platforms.join(',') : inputs.platform),
    ...given('--target', inputs.target),
    ...given('--network', inputs.network_mode),
    ...(inputs.ignore_cache || inputs.nocache ? ['--no-cache'] : []),
    ...(inputs.pull ? ['--pull'] : []),
  ];
}

/** An image of several platforms is in no daemon: it goes to its registry as it is built. */
const isPushedAtOnce = ({ platforms }: Inputs): boolean => (platforms?.length ?? 0) > 1;

async function build(
  inputs: Inputs,
  tags: readonly string[],
  surroundings: StepSurroundings,
  output: string,
): Promise<string> {
  const directory = resolve(surroundings.directory, inputs.path ?? '.');
  const isAuto = inputs.dockerfile === 'auto';
  await using context = isAuto
    ? await autoContext(STEP, directory)
    : { path: directory, [Symbol.asyncDispose]: async () => {} };
  const dockerfile = isAuto ? await writtenFor(directory, inputs.base_image ?? null) : null;
  if (dockerfile !== null && inputs.persist_dockerfile)
    await writeFile(resolve(directory, inputs.dockerfile_output_path ?? 'Dockerfile.generated'), dockerfile);
  const file = dockerfile === null ? resolve(directory, inputs.dockerfile ?? 'Dockerfile') : '-';
  if (dockerfile === null && (await textOrNull(file)) === null) {
    const mend = 'Write one, correct dockerfile, or write dockerfile: auto';
    throw new StepError(STEP, `there is no Dockerfile ${file}`, mend);
  }
  const command =
    inputs.build_backend === 'buildx' || isPushedAtOnce(inputs)
      ? ['buildx', 'build', isPushedAtOnce(inputs) ? '--push' : '--load']
      : ['build'];
  const docker = dockerIn(STEP, surroundings);
  await docker([...command, ...optionsFrom(inputs, tags, output), '--file', file, context.path], dockerfile ?? '');
  return (await readFile(output, 'utf8')).trim();
}

/**
 * Builds an image with the docker command. `dockerfile: auto` writes one for a TypeScript or Python project. Without
 * `tag` it is the tag or commit of the working tree in git.
 */
export async function buildDockerImage(inputs: Inputs, surroundings: StepSurroundings): Promise<BuiltImage> {
  const directory = resolve(surroundings.directory, inputs.path ?? '.');
  const tag = inputs.tag ? tagFrom(inputs.tag) : await defaultTag(directory, surroundings.env);
  const additional_tags = inputs.additional_tags ?? [];
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-build-'));
  try {
    const env = { ...surroundings.env, ...inputs.buildargs };
    const act = (logged: StepSurroundings): Promise<string> =>
      build(inputs, [tag, ...additional_tags], logged, join(folder, 'id'));
    const image_id = isPushedAtOnce(inputs)
      ? await withRegistryLogin(STEP, inputs.image_name, null, { ...surroundings, env }, act)
      : await act({ ...surroundings, env });
    const { image_name } = inputs;
    return { image_name, tag, image: `${image_name}:${tag}`, image_id, additional_tags };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
