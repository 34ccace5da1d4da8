// sdk: results that are kept beyond the run, for flows and tasks that ask for it: JSON files in a folder.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newId } from '../clock.ts';
import { homeFolder } from '../settings/profiles.ts';

/** What a state's data says of a kept result: the form that Prefect's clients know. */
export interface ResultRecord {
  readonly storage_key: string;
  readonly storage_block_id: string | null;
  readonly expiration: string | null;
  readonly serializer: { readonly type: string };
}

/** Where results are kept: SIGNALBOX_RESULTS_PATH, or `storage` in Signalbox's home. */
const resultsFolder = (): string => process.env.SIGNALBOX_RESULTS_PATH ?? join(homeFolder(), 'storage');

/** Keeps the value and says where. */
export async function persistResult(value: unknown): Promise<ResultRecord> {
  const folder = resultsFolder();
  await mkdir(folder, { recursive: true });
  const path = join(folder, `${newId()}.json`);
  await writeFile(path, JSON.stringify({ result: value ?? null }), { mode: 0o600 });
  return { storage_key: path, storage_block_id: null, expiration: null, serializer: { type: 'json' } };
}

export const isResultRecord = (data: unknown): data is ResultRecord =>
  typeof data === 'object' && data !== null && 'storage_key' in data && typeof data.storage_key === 'string';

/** Reads what `persistResult` kept; throws for one that another library wrote in its own form. */
export async function readResult(record: ResultRecord): Promise<unknown> {
  if (record.serializer.type !== 'json') {
    throw new Error(
      `The result ${record.storage_key} is kept as '${record.serializer.type}', which only its writer can read.`,
    );
  }
  const content: { readonly result: unknown } = JSON.parse(await readFile(record.storage_key, 'utf8'));
  return content.result;
}
