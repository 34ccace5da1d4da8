// deploy: a bucket in Google Cloud Storage, by its JSON API.
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import type { BucketStore, StoredFile } from './bucket-store.ts';
import { loadPackage } from './load-package.ts';

type Values = Readonly<Record<string, unknown>>;
type Environment = Readonly<Record<string, string | undefined>>;

export interface GcsInputs {
  readonly bucket: string;
  readonly credentials?: Values | null | undefined;
}

const Page = z.object({
  nextPageToken: z.string().optional(),
  items: z.array(z.object({ name: z.string(), md5Hash: z.string().optional() })).optional(),
});

/** `service_account_info` may be text, as it stands in a file. */
async function keyFrom(credentials: Values): Promise<Values | null> {
  const { service_account_info: info, service_account_file: file } = credentials;
  const text = typeof info === 'string' ? info : typeof file === 'string' ? await readFile(file, 'utf8') : null;
  const key: unknown = text === null ? info : JSON.parse(text);
  return typeof key === 'object' && key !== null ? { ...key } : null;
}

const SCOPE = 'https://www.googleapis.com/auth/devstorage.read_write';

/** A function that answers the headers of a request; an emulator asks for none. */
async function authorization(
  step: string,
  inputs: GcsInputs,
  isEmulator: boolean,
): Promise<() => Promise<Record<string, string>>> {
  if (isEmulator) return async () => ({});
  const { GoogleAuth } = await loadPackage(step, 'google-auth-library', () => import('google-auth-library'));
  const credentials = await keyFrom(inputs.credentials ?? {});
  const auth = new GoogleAuth({ scopes: [SCOPE], ...(credentials !== null && { credentials }) });
  return async () => ({ authorization: `Bearer ${await auth.getAccessToken()}` });
}

/** STORAGE_EMULATOR_HOST as Google's own libraries take it: with or without `http://`. */
function baseOf({ STORAGE_EMULATOR_HOST: host }: Environment): string {
  if (!host) return 'https://storage.googleapis.com';
  return (/^https?:/.test(host) ? host : `http://${host}`).replace(/\/+$/, '');
}

export async function gcsStore(step: string, inputs: GcsInputs, env: Environment): Promise<BucketStore> {
  const base = baseOf(env);
  const headers = await authorization(step, inputs, Boolean(env.STORAGE_EMULATOR_HOST));
  const bucket = encodeURIComponent(inputs.bucket);
  const ask = async (url: string, options: RequestInit & { duplex?: 'half' } = {}): Promise<Response> => {
    const own = await headers();
    const response = await fetch(url, {
      ...options,
      headers: { ...own, ...Object.fromEntries(new Headers(options.headers)) },
    });
    if (response.ok) return response;
    throw new Error(`${response.status} ${(await response.text()).slice(0, 500)}`);
  };
  return {
    address: `gs://${inputs.bucket}`,
    async list(prefix) {
      const found = new Map<string, StoredFile>();
      let pageToken = '';
      do {
        const query = new URLSearchParams({ prefix, fields: 'items(name,md5Hash),nextPageToken' });
        if (pageToken !== '') query.set('pageToken', pageToken);
        const page = Page.parse(await (await ask(`${base}/storage/v1/b/${bucket}/o?${query}`)).json());
        for (const { name, md5Hash } of page.items ?? [])
          found.set(name, { md5: md5Hash === undefined ? null : Buffer.from(md5Hash, 'base64').toString('hex') });
        pageToken = page.nextPageToken ?? '';
      } while (pageToken !== '');
      return found;
    },
    async upload(key, file) {
      const query = new URLSearchParams({ uploadType: 'media', name: key });
      await ask(`${base}/upload/storage/v1/b/${bucket}/o?${query}`, {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream', 'content-length': String((await stat(file)).size) },
        body: Readable.toWeb(createReadStream(file)) as ReadableStream,
        duplex: 'half',
      });
    },
    async download(key, file) {
      const { body } = await ask(`${base}/storage/v1/b/${bucket}/o/${encodeURIComponent(key)}?alt=media`);
      await pipeline(body ?? Readable.from([]), createWriteStream(file));
    },
  };
}
