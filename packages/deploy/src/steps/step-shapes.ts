// deploy: the inputs of every step that we carry out ourselves.
import { z } from 'zod';

const text = z.string().min(1);
const maybe = <Shape extends z.ZodType>(shape: Shape) => shape.nullable().optional();
const texts = z.array(text);
/** Numbers and flags in YAML where the program takes text. */
const word = z.union([z.string(), z.number(), z.boolean()]).transform(String);
const words = z.record(z.string(), word);
/** What a block holds, or a part of it. */
const credentials = maybe(z.record(z.string(), z.unknown()));

/** Every step has them: `id` names its outputs for later steps; `requires` are Python packages, which our own steps don't need. */
const everyStep = {
  id: text.optional(),
  requires: maybe(z.union([text, texts])),
};

export const GitCloneShape = z.strictObject({
  ...everyStep,
  repository: text,
  branch: maybe(text),
  tag: maybe(text),
  commit_sha: maybe(text),
  /** `auto`: the tag BUILD_TAG, else the branch GIT_BRANCH, else the active branch, as they are when it is deployed. */
  reference: maybe(z.literal('auto')),
  /** `commit`: the branch or tag becomes its commit when it is deployed; every run has the same code. */
  pin: maybe(z.literal('commit')),
  access_token: maybe(z.string()),
  credentials: z.unknown().optional(),
  /** A private key as text, or the path of one. */
  ssh_key: maybe(text),
  /** Lines of a known_hosts file. Without them the user's own file holds. */
  ssh_known_hosts: maybe(text),
  include_submodules: maybe(z.boolean()),
  /** Files of Git LFS too; where absent they are brought if the repository has any. */
  lfs: maybe(z.boolean()),
  directories: maybe(texts),
  clone_directory_name: maybe(text),
});

export const SetWorkingDirectoryShape = z.strictObject({ ...everyStep, directory: text });

export const RunShellScriptShape = z.strictObject({
  ...everyStep,
  script: text,
  directory: maybe(text),
  env: maybe(words),
  stream_output: maybe(z.boolean()),
  expand_env_vars: maybe(z.boolean()),
  shell: maybe(z.boolean()),
});

export const PipInstallRequirementsShape = z.strictObject({
  ...everyStep,
  directory: maybe(text),
  requirements_file: maybe(text),
  stream_output: maybe(z.boolean()),
});

export const NpmCiShape = z.strictObject({
  ...everyStep,
  directory: maybe(text),
  /** Without what is needed for development only; true by default. */
  omit_dev: maybe(z.boolean()),
  stream_output: maybe(z.boolean()),
});

export const BuildDockerImageShape = z.strictObject({
  ...everyStep,
  image_name: text,
  /** `auto` writes one for the project. */
  dockerfile: maybe(text),
  /** By default the tag or the commit of the working tree in git, else the time. */
  tag: maybe(word),
  additional_tags: maybe(z.array(word)),
  ignore_cache: maybe(z.boolean()),
  nocache: maybe(z.boolean()),
  pull: maybe(z.boolean()),
  persist_dockerfile: maybe(z.boolean()),
  dockerfile_output_path: maybe(text),
  build_backend: maybe(z.enum(['docker-py', 'buildx'])),
  /** The folder that is sent to the daemon; by default the present one. */
  path: maybe(text),
  buildargs: maybe(words),
  platform: maybe(text),
  platforms: maybe(texts),
  target: maybe(text),
  labels: maybe(words),
  cache_from: maybe(z.union([text, texts])),
  network_mode: maybe(text),
  extra_hosts: maybe(words),
  /** What docker-py understands and what has no meaning for us. */
  rm: z.unknown().optional(),
  forcerm: z.unknown().optional(),
  quiet: z.unknown().optional(),
  gzip: z.unknown().optional(),
  timeout: z.unknown().optional(),
  /** The image that `auto` builds on. */
  base_image: maybe(text),
});

export const PushDockerImageShape = z.strictObject({
  ...everyStep,
  image_name: text,
  tag: maybe(word),
  additional_tags: maybe(z.array(word)),
  credentials,
});

const bucketFolder = { bucket: text, folder: z.string(), credentials };
const ignoreFile = { ignore_file: maybe(text) };

export const PushToS3Shape = z.strictObject({
  ...everyStep,
  ...bucketFolder,
  ...ignoreFile,
  client_parameters: credentials,
});
export const PullFromS3Shape = z.strictObject({ ...everyStep, ...bucketFolder, client_parameters: credentials });

export const PushToGcsShape = z.strictObject({
  ...everyStep,
  ...bucketFolder,
  ...ignoreFile,
  project: maybe(text),
});
export const PullFromGcsShape = z.strictObject({ ...everyStep, ...bucketFolder, project: maybe(text) });

const containerFolder = { container: text, folder: z.string(), credentials };

export const PushToAzureBlobStorageShape = z.strictObject({ ...everyStep, ...containerFolder, ...ignoreFile });
export const PullFromAzureBlobStorageShape = z.strictObject({ ...everyStep, ...containerFolder });
