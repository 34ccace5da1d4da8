// deploy: the steps that we carry out ourselves: their names, inputs and places.
import type { z } from 'zod';
import {
  BuildDockerImageShape,
  GitCloneShape,
  NpmCiShape,
  PipInstallRequirementsShape,
  PullFromAzureBlobStorageShape,
  PullFromGcsShape,
  PullFromS3Shape,
  PushDockerImageShape,
  PushToAzureBlobStorageShape,
  PushToGcsShape,
  PushToS3Shape,
  RunShellScriptShape,
  SetWorkingDirectoryShape,
} from './step-shapes.ts';

/** When a step is carried out: `build` and `push` before the deployment is written, `pull` before each run. */
export type StepPhase = 'build' | 'push' | 'pull';

export interface CatalogueStep {
  /** Its inputs. A value with a placeholder may have another type until it is filled: see `stepIssues`. */
  readonly shape: z.ZodObject;
  readonly phases: readonly StepPhase[];
  /** What it gives to later steps, as `{{ id.output }}`. */
  readonly outputs: readonly string[];
  /** Its other names: in older versions, in Prefect's own modules and in Prefect's integrations. */
  readonly aliases: readonly string[];
}

const ALL: readonly StepPhase[] = ['build', 'push', 'pull'];
const BEFORE: readonly StepPhase[] = ['build', 'push'];
const PREFECT = 'prefect.deployments.steps';

const ofPrefect = (module: string, name: string, older: readonly string[] = []): readonly string[] => [
  `${PREFECT}.${module}.${name}`,
  `prefect.projects.steps.${name}`,
  `signalbox.steps.${name}`,
  ...older.map((one) => `prefect.projects.steps.${one}`),
];

const ofIntegration = (integration: string, name: string, older: string): readonly string[] => [
  `${integration}.projects.steps.${name}`,
  `${integration}.projects.steps.${older}`,
  `signalbox.steps.${name}`,
];

const BUCKET_OUTPUTS = ['bucket', 'folder'];

/** By the name that Prefect gives the step; `signalbox.steps.…` names each of them too. */
export const STEPS = {
  'prefect.deployments.steps.git_clone': {
    shape: GitCloneShape,
    phases: ALL,
    outputs: ['directory'],
    aliases: ofPrefect('pull', 'git_clone', ['git_clone_project']),
  },
  'prefect.deployments.steps.set_working_directory': {
    shape: SetWorkingDirectoryShape,
    phases: ALL,
    outputs: ['directory'],
    aliases: ofPrefect('pull', 'set_working_directory'),
  },
  'prefect.deployments.steps.run_shell_script': {
    shape: RunShellScriptShape,
    phases: ALL,
    outputs: ['stdout', 'stderr'],
    aliases: ofPrefect('utility', 'run_shell_script'),
  },
  'prefect.deployments.steps.pip_install_requirements': {
    shape: PipInstallRequirementsShape,
    phases: ALL,
    outputs: ['stdout', 'stderr'],
    aliases: ofPrefect('utility', 'pip_install_requirements'),
  },
  'signalbox.steps.npm_ci': { shape: NpmCiShape, phases: ALL, outputs: ['stdout', 'stderr'], aliases: [] },
  'prefect_docker.deployments.steps.build_docker_image': {
    shape: BuildDockerImageShape,
    phases: BEFORE,
    outputs: ['image_name', 'tag', 'image', 'image_id', 'additional_tags'],
    aliases: ofIntegration('prefect_docker', 'build_docker_image', 'build_docker_image').slice(1),
  },
  'prefect_docker.deployments.steps.push_docker_image': {
    shape: PushDockerImageShape,
    phases: BEFORE,
    outputs: ['image_name', 'tag', 'image', 'additional_tags', 'digest', 'pinned_image'],
    aliases: ofIntegration('prefect_docker', 'push_docker_image', 'push_docker_image').slice(1),
  },
  'prefect_aws.deployments.steps.push_to_s3': {
    shape: PushToS3Shape,
    phases: BEFORE,
    outputs: BUCKET_OUTPUTS,
    aliases: ofIntegration('prefect_aws', 'push_to_s3', 'push_project_to_s3'),
  },
  'prefect_aws.deployments.steps.pull_from_s3': {
    shape: PullFromS3Shape,
    phases: ALL,
    outputs: [...BUCKET_OUTPUTS, 'directory'],
    aliases: ofIntegration('prefect_aws', 'pull_from_s3', 'pull_project_from_s3'),
  },
  'prefect_gcp.deployments.steps.push_to_gcs': {
    shape: PushToGcsShape,
    phases: BEFORE,
    outputs: BUCKET_OUTPUTS,
    aliases: ofIntegration('prefect_gcp', 'push_to_gcs', 'push_project_to_gcs'),
  },
  'prefect_gcp.deployments.steps.pull_from_gcs': {
    shape: PullFromGcsShape,
    phases: ALL,
    outputs: [...BUCKET_OUTPUTS, 'directory'],
    aliases: ofIntegration('prefect_gcp', 'pull_from_gcs', 'pull_project_from_gcs'),
  },
  'prefect_azure.deployments.steps.push_to_azure_blob_storage': {
    shape: PushToAzureBlobStorageShape,
    phases: BEFORE,
    outputs: ['container', 'folder'],
    aliases: ofIntegration('prefect_azure', 'push_to_azure_blob_storage', 'push_project_to_azure_blob_storage'),
  },
  'prefect_azure.deployments.steps.pull_from_azure_blob_storage': {
    shape: PullFromAzureBlobStorageShape,
    phases: ALL,
    outputs: ['container', 'folder', 'directory'],
    aliases: ofIntegration('prefect_azure', 'pull_from_azure_blob_storage', 'pull_project_from_azure_blob_storage'),
  },
} as const satisfies Readonly<Record<string, CatalogueStep>>;

export type StepName = keyof typeof STEPS;

/** The checked inputs of a step. */
export type StepInputs<Name extends StepName> = z.output<(typeof STEPS)[Name]['shape']>;

const isStepName = (name: string): name is StepName => Object.hasOwn(STEPS, name);

const BY_NAME: ReadonlyMap<string, StepName> = new Map(
  Object.keys(STEPS)
    .filter(isStepName)
    .flatMap((name) => [name, ...STEPS[name].aliases].map((one) => [one, name] as const)),
);

/** The step that goes by a name or an alias; null where it is none of ours. */
export function stepNamed(name: string): { readonly name: StepName; readonly step: CatalogueStep } | null {
  const own = BY_NAME.get(name);
  return own === undefined ? null : { name: own, step: STEPS[own] };
}

/** The names to choose from, for messages: without aliases. */
export function stepNames(phase: StepPhase): readonly StepName[] {
  return Object.keys(STEPS)
    .filter(isStepName)
    .filter((name) => STEPS[name].phases.some((one) => one === phase));
}

/** `./steps/tag-image.ts:tagImage`: a function of a module of the user's own. */
export const isModuleStep = (name: string): boolean => /^[^:]+\.(ts|mts|js|mjs):[A-Za-z_$][\w$]*$/.test(name);

/** `package.module.function`: a step in Python that is none of ours. */
export const isPythonStep = (name: string): boolean =>
  stepNamed(name) === null && /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+$/.test(name);

/** Steps of Prefect that only Prefect can carry out: they need what is installed beside it. */
const OF_PREFECT_ALONE = [
  'prefect.deployments.steps.pull_with_block',
  'prefect.deployments.steps.pull_from_remote_storage',
  'prefect.deployments.steps.pull.pull_with_block',
  'prefect.deployments.steps.pull.pull_from_remote_storage',
];

/** A step that others wrote: not a slip in a name of Prefect's or ours. */
export const isForeignStep = (name: string): boolean =>
  isModuleStep(name) ||
  OF_PREFECT_ALONE.includes(name) ||
  (isPythonStep(name) && !/^(prefect(_docker|_aws|_gcp|_azure)?|signalbox)\./.test(name));

const hasPlaceholder = (value: unknown): boolean => typeof value === 'string' && /\{\{.*\}\}/s.test(value);

const valueAt = (inputs: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    inputs,
  );

/**
 * What is wrong with the inputs before their placeholders are filled: a text with a placeholder may become any type.
 * The paths are below the step's inputs.
 */
export function stepIssues(step: CatalogueStep, inputs: unknown): readonly z.core.$ZodIssue[] {
  const result = step.shape.safeParse(inputs ?? {});
  if (result.success) return [];
  return result.error.issues.filter((issue) => !hasPlaceholder(valueAt(inputs, issue.path)));
}
