// deploy: the steps that push code to a bucket and pull it from there.
import type { StepInputs } from '../steps/step-catalogue.ts';
import { StepError } from '../steps/step-error.ts';
import type { StepSurroundings } from '../steps/step-surroundings.ts';
import { azureStore } from './azure-store.ts';
import type { BucketStore } from './bucket-store.ts';
import { gcsStore } from './gcs-store.ts';
import { s3Store } from './s3-store.ts';
import { pullFiles, pushFiles } from './transfer-files.ts';

const MISSING = /no ?such ?bucket|does not exist|container ?not ?found|\b404\b|not ?found/i;
const REFUSED = /access ?denied|forbidden|\b40[13]\b|invalid.?access.?key|signature|credential|authentication/i;

function mendFor(reason: string): string {
  if (MISSING.test(reason)) return 'Create the bucket, or correct its name';
  if (REFUSED.test(reason)) return 'Check the credentials, and that they may read and write there';
  return 'Check that the service can be reached from this machine';
}

/** Their clients say what failed, in many ways; here it becomes an error of the step. */
async function told<Result>(step: string, place: string, act: () => Promise<Result>): Promise<Result> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof StepError || !(error instanceof Error)) throw error;
    if (error.name === 'AbortError') throw error;
    const reason = [error.name === 'Error' ? '' : error.name, error.message, causeOf(error)]
      .filter((part) => part !== '')
      .join(': ');
    // Without the cause: it may hold the request with its signature.
    throw new StepError(step, `${place}: ${reason}`, mendFor(reason));
  }
}

const causeOf = ({ cause }: Error): string => (cause instanceof Error ? cause.message : '');

interface Target {
  readonly step: string;
  readonly place: string;
  readonly open: () => Promise<BucketStore>;
}

const push = (
  { step, place, open }: Target,
  inputs: { folder: string; ignore_file?: string | null | undefined },
  surroundings: StepSurroundings,
) => told(step, place, async () => pushFiles(step, await open(), inputs.folder, inputs.ignore_file, surroundings));

const pull = ({ step, place, open }: Target, { folder }: { folder: string }, surroundings: StepSurroundings) =>
  told(step, place, async () => pullFiles(step, await open(), folder, surroundings));

const s3 = (
  verb: string,
  inputs: StepInputs<'prefect_aws.deployments.steps.pull_from_s3'>,
  { env }: StepSurroundings,
): Target => {
  const step = `prefect_aws.deployments.steps.${verb}_s3`;
  return { step, place: `s3://${inputs.bucket}`, open: () => s3Store(step, inputs, env) };
};

const gcs = (
  verb: string,
  inputs: StepInputs<'prefect_gcp.deployments.steps.pull_from_gcs'>,
  { env }: StepSurroundings,
): Target => {
  const step = `prefect_gcp.deployments.steps.${verb}_gcs`;
  return { step, place: `gs://${inputs.bucket}`, open: () => gcsStore(step, inputs, env) };
};

const azure = (
  verb: string,
  inputs: StepInputs<'prefect_azure.deployments.steps.pull_from_azure_blob_storage'>,
  { env }: StepSurroundings,
): Target => {
  const step = `prefect_azure.deployments.steps.${verb}_azure_blob_storage`;
  return { step, place: `azure://${inputs.container}`, open: () => azureStore(step, inputs, env) };
};

export async function pushToS3(
  inputs: StepInputs<'prefect_aws.deployments.steps.push_to_s3'>,
  surroundings: StepSurroundings,
) {
  await push(s3('push_to', inputs, surroundings), inputs, surroundings);
  return { bucket: inputs.bucket, folder: inputs.folder };
}

export async function pullFromS3(
  inputs: StepInputs<'prefect_aws.deployments.steps.pull_from_s3'>,
  surroundings: StepSurroundings,
) {
  await pull(s3('pull_from', inputs, surroundings), inputs, surroundings);
  return { bucket: inputs.bucket, folder: inputs.folder, directory: surroundings.directory };
}

export async function pushToGcs(
  inputs: StepInputs<'prefect_gcp.deployments.steps.push_to_gcs'>,
  surroundings: StepSurroundings,
) {
  await push(gcs('push_to', inputs, surroundings), inputs, surroundings);
  return { bucket: inputs.bucket, folder: inputs.folder };
}

export async function pullFromGcs(
  inputs: StepInputs<'prefect_gcp.deployments.steps.pull_from_gcs'>,
  surroundings: StepSurroundings,
) {
  await pull(gcs('pull_from', inputs, surroundings), inputs, surroundings);
  return { bucket: inputs.bucket, folder: inputs.folder, directory: surroundings.directory };
}

export async function pushToAzureBlobStorage(
  inputs: StepInputs<'prefect_azure.deployments.steps.push_to_azure_blob_storage'>,
  surroundings: StepSurroundings,
) {
  await push(azure('push_to', inputs, surroundings), inputs, surroundings);
  return { container: inputs.container, folder: inputs.folder };
}

export async function pullFromAzureBlobStorage(
  inputs: StepInputs<'prefect_azure.deployments.steps.pull_from_azure_blob_storage'>,
  surroundings: StepSurroundings,
) {
  await pull(azure('pull_from', inputs, surroundings), inputs, surroundings);
  return { container: inputs.container, folder: inputs.folder, directory: surroundings.directory };
}
