// deploy: a bucket in S3, or in what speaks like it.
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { awsIdentity, textIn } from './aws-identity.ts';
import type { BucketStore, StoredFile } from './bucket-store.ts';
import { loadPackage } from './load-package.ts';

type Values = Readonly<Record<string, unknown>>;

export interface S3Inputs {
  readonly bucket: string;
  readonly credentials?: Values | null | undefined;
  readonly client_parameters?: Values | null | undefined;
}

const isRecord = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export function s3Configuration(
  { credentials, client_parameters }: S3Inputs,
  env: Readonly<Record<string, string | undefined>>,
): S3ClientConfig {
  const given = credentials ?? {};
  const parameters = {
    ...(isRecord(given.aws_client_parameters) ? given.aws_client_parameters : {}),
    ...client_parameters,
  };
  const endpoint = textIn(parameters, 'endpoint_url') ?? env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL;
  const region =
    textIn(parameters, 'region_name') ?? textIn(given, 'region_name') ?? env.AWS_REGION ?? env.AWS_DEFAULT_REGION;
  const profile = textIn(given, 'profile_name');
  return {
    ...awsIdentity(given, env),
    ...(profile !== undefined && { profile }),
    // What only speaks like S3 has one region, and knows buckets by path.
    ...(endpoint !== undefined && { endpoint, forcePathStyle: true, region: 'us-east-1' }),
    ...(region !== undefined && { region }),
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  };
}

export async function s3Store(
  step: string,
  inputs: S3Inputs,
  env: Readonly<Record<string, string | undefined>>,
): Promise<BucketStore> {
  const name = '@aws-sdk/client-s3';
  const { S3Client, ListObjectsV2Command, PutObjectCommand, GetObjectCommand } = await loadPackage(
    step,
    name,
    () => import('@aws-sdk/client-s3'),
  );
  const client = new S3Client(s3Configuration(inputs, env));
  const { bucket: Bucket } = inputs;
  return {
    address: `s3://${Bucket}`,
    async list(Prefix) {
      const found = new Map<string, StoredFile>();
      let ContinuationToken: string | undefined;
      do {
        const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
        for (const { Key, ETag } of page.Contents ?? []) {
          // Of a file that came in parts, the tag is no hash of its content.
          const md5 = /^"?([0-9a-f]{32})"?$/.exec(ETag ?? '')?.[1] ?? null;
          if (Key !== undefined) found.set(Key, { md5 });
        }
        ContinuationToken = page.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      return found;
    },
    async upload(Key, file, md5) {
      const { size } = await stat(file);
      const ContentMD5 = Buffer.from(md5, 'hex').toString('base64');
      const Body = createReadStream(file);
      await client.send(new PutObjectCommand({ Bucket, Key, Body, ContentLength: size, ContentMD5 }));
    },
    async download(Key, file) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
      await pipeline(Body instanceof Readable ? Body : Readable.from([]), createWriteStream(file));
    },
  };
}
