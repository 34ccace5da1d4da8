// deploy: what carries out each step of ours. What few need is loaded when it is asked for.
import { gitClone } from './git-clone.ts';
import { setWorkingDirectory } from './set-working-directory.ts';
import { STEPS, type StepInputs, type StepName } from './step-catalogue.ts';
import { StepError } from './step-error.ts';
import type { StepSurroundings } from './step-surroundings.ts';

export type StepOutputs = Readonly<Record<string, unknown>>;

type Run<Name extends StepName> = (
  inputs: StepInputs<Name>,
  surroundings: StepSurroundings,
) => Promise<{ readonly [output: string]: unknown }>;

const RUNS: { readonly [Name in StepName]: Run<Name> } = {
  'prefect.deployments.steps.git_clone': gitClone,
  'prefect.deployments.steps.set_working_directory': setWorkingDirectory,
  'prefect.deployments.steps.run_shell_script': async (inputs, surroundings) => ({
    ...(await (await import('./run-shell-script.ts')).runShellScript(inputs, surroundings)),
  }),
  'prefect.deployments.steps.pip_install_requirements': async (inputs, surroundings) => ({
    ...(await (await import('./install-packages.ts')).pipInstallRequirements(inputs, surroundings)),
  }),
  'signalbox.steps.npm_ci': async (inputs, surroundings) => ({
    ...(await (await import('./install-packages.ts')).npmCi(inputs, surroundings)),
  }),
  'prefect_docker.deployments.steps.build_docker_image': async (inputs, surroundings) =>
    (await import('../images/build-docker-image.ts')).buildDockerImage(inputs, surroundings),
  'prefect_docker.deployments.steps.push_docker_image': async (inputs, surroundings) =>
    (await import('../images/push-docker-image.ts')).pushDockerImage(inputs, surroundings),
  'prefect_aws.deployments.steps.push_to_s3': async (inputs, surroundings) =>
    (await import('../buckets/bucket-steps.ts')).pushToS3(inputs, surroundings),
  'prefect_aws.deployments.steps.pull_from_s3': async (inputs, surroundings) =>
    (await import('../buckets/bucket-steps.ts')).pullFromS3(inputs, surroundings),
  'prefect_gcp.deployments.steps.push_to_gcs': async (inputs, surroundings) =>
    (await import('../buckets/bucket-steps.ts')).pushToGcs(inputs, surroundings),
  'prefect_gcp.deployments.steps.pull_from_gcs': async (inputs, surroundings) =>
    (await import('../buckets/bucket-steps.ts')).pullFromGcs(inputs, surroundings),
  'prefect_azure.deployments.steps.push_to_azure_blob_storage': async (inputs, surroundings) =>
    (await import('../buckets/bucket-steps.ts')).pushToAzureBlobStorage(inputs, surroundings),
  'prefect_azure.deployments.steps.pull_from_azure_blob_storage': async (inputs, surroundings) =>
    (await import('../buckets/bucket-steps.ts')).pullFromAzureBlobStorage(inputs, surroundings),
};

/** @throws StepError whose message names fields only: a value may be a secret. */
export function checkedInputs<Name extends StepName>(name: Name, inputs: unknown): StepInputs<Name> {
  const result = STEPS[name].shape.safeParse(inputs);
  // The edge of the types: a step's shape gives its inputs.
  if (result.success) return result.data as StepInputs<Name>;
  const fields = result.error.issues.map((issue) =>
    issue.code === 'unrecognized_keys' ? `${issue.keys.join(', ')} is unknown` : `${issue.path.join('.')} does not fit`,
  );
  throw new StepError(name, fields.join('; '), 'Correct the steps of the deployment and deploy it again');
}

export async function runOwnStep<Name extends StepName>(
  name: Name,
  inputs: unknown,
  surroundings: StepSurroundings,
): Promise<StepOutputs> {
  return RUNS[name](checkedInputs(name, inputs), surroundings);
}
