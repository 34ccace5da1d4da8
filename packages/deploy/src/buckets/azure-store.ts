// deploy: a container in Azure Blob Storage.
import type { ContainerClient } from '@azure/storage-blob';
import { StepError } from '../steps/step-error.ts';
import type { BucketStore, StoredFile } from './bucket-store.ts';
import { loadPackage } from './load-package.ts';

type Values = Readonly<Record<string, unknown>>;
type Environment = Readonly<Record<string, string | undefined>>;

export interface AzureInputs {
  readonly container: string;
  readonly credentials?: Values | null | undefined;
}

const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

/** By connection string, by an address with a signature of its own, or as who this machine is to Azure. */
async function clientFor(step: string, inputs: AzureInputs, env: Environment): Promise<ContainerClient> {
  const { container, credentials } = inputs;
  const blobs = await loadPackage(step, '@azure/storage-blob', () => import('@azure/storage-blob'));
  const account_url = textOf(credentials?.account_url);
  const connection =
    textOf(credentials?.connection_string) ?? (account_url ? null : textOf(env.AZURE_STORAGE_CONNECTION_STRING));
  if (connection !== null)
    return blobs.BlobServiceClient.fromConnectionString(connection).getContainerClient(container);
  if (account_url === null) {
    const problem = 'there are no credentials';
    throw new StepError(step, problem, 'Give credentials with connection_string or account_url');
  }
  if (new URL(account_url).search !== '') return new blobs.BlobServiceClient(account_url).getContainerClient(container);
  const { DefaultAzureCredential } = await loadPackage(step, '@azure/identity', () => import('@azure/identity'));
  return new blobs.BlobServiceClient(account_url, new DefaultAzureCredential()).getContainerClient(container);
}

export async function azureStore(step: string, inputs: AzureInputs, env: Environment): Promise<BucketStore> {
  const client = await clientFor(step, inputs, env);
  return {
    address: `azure://${inputs.container}`,
    async list(prefix) {
      const found = new Map<string, StoredFile>();
      for await (const { name, properties } of client.listBlobsFlat({ prefix })) {
        const { contentMD5 } = properties;
        found.set(name, { md5: contentMD5 === undefined ? null : Buffer.from(contentMD5).toString('hex') });
      }
      return found;
    },
    async upload(key, file, md5) {
      const blobContentMD5 = Buffer.from(md5, 'hex');
      await client.getBlockBlobClient(key).uploadFile(file, { blobHTTPHeaders: { blobContentMD5 } });
    },
    async download(key, file) {
      await client.getBlockBlobClient(key).downloadToFile(file);
    },
  };
}
