// tests: servers that speak as the storage of three clouds does, each with an empty bucket.
import { BlobServiceClient } from '@azure/storage-blob';
import { counterpart, freePort, type ServerProgram, startServer } from './server-program.ts';

export const BUCKET = 'code';

export interface Cloud extends AsyncDisposable {
  readonly name: string;
  readonly push: string;
  readonly pull: string;
  /** The inputs that say where, without the folder. */
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly env: Readonly<Record<string, string>>;
  /** The same with what does not fit. */
  readonly withoutBucket: Readonly<Record<string, unknown>>;
}

async function orThrow(answer: Promise<Response>): Promise<void> {
  const response = await answer;
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
}

const closing = (server: ServerProgram) => ({ [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() });

async function openS3(): Promise<Cloud> {
  const port = await freePort();
  const server = await startServer(port, [counterpart('venv/bin/moto_server'), '-H', '127.0.0.1', '-p', String(port)]);
  const endpoint_url = `http://127.0.0.1:${port}`;
  await orThrow(fetch(`${endpoint_url}/${BUCKET}`, { method: 'PUT' }));
  const credentials = {
    aws_access_key_id: 'someone',
    aws_secret_access_key: 'aws-s3cret',
    region_name: 'us-east-1',
    aws_client_parameters: { endpoint_url },
  };
  return {
    name: 'S3',
    push: 'prefect_aws.deployments.steps.push_to_s3',
    pull: 'prefect_aws.deployments.steps.pull_from_s3',
    inputs: { bucket: BUCKET, credentials },
    withoutBucket: { bucket: 'none', credentials },
    env: {},
    ...closing(server),
  };
}

async function openGoogle(): Promise<Cloud> {
  const port = await freePort();
  const host = `127.0.0.1:${port}`;
  const options = ['-scheme', 'http', '-host', '127.0.0.1', '-port', String(port), '-public-host', host];
  const server = await startServer(port, [counterpart('bin/fake-gcs-server'), ...options, '-backend', 'memory']);
  const body = JSON.stringify({ name: BUCKET });
  const headers = { 'content-type': 'application/json' };
  await orThrow(fetch(`http://${host}/storage/v1/b?project=p`, { method: 'POST', body, headers }));
  return {
    name: 'Google Cloud Storage',
    push: 'prefect_gcp.deployments.steps.push_to_gcs',
    pull: 'prefect_gcp.deployments.steps.pull_from_gcs',
    inputs: { bucket: BUCKET },
    withoutBucket: { bucket: 'none' },
    env: { STORAGE_EMULATOR_HOST: host },
    ...closing(server),
  };
}

/** The account that every Azurite has. */
const AZURITE_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export async function openAzure(): Promise<Cloud> {
  const port = await freePort();
  const options = ['--blobHost', '127.0.0.1', '--blobPort', String(port), '--skipApiVersionCheck'];
  const words = [counterpart('node_modules/.bin/azurite-blob'), ...options];
  const server = await startServer(port, [...words, '--inMemoryPersistence', '--disableTelemetry']);
  const connection_string = `DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=${AZURITE_KEY};BlobEndpoint=http://127.0.0.1:${port}/devstoreaccount1;`;
  await BlobServiceClient.fromConnectionString(connection_string).createContainer(BUCKET);
  return {
    name: 'Azure Blob Storage',
    push: 'prefect_azure.deployments.steps.push_to_azure_blob_storage',
    pull: 'prefect_azure.deployments.steps.pull_from_azure_blob_storage',
    inputs: { container: BUCKET, credentials: { connection_string } },
    withoutBucket: { container: 'none', credentials: { connection_string } },
    env: {},
    ...closing(server),
  };
}

export const CLOUDS = { S3: openS3, 'Google Cloud Storage': openGoogle, 'Azure Blob Storage': openAzure };
