// store: writing artifacts.
import type { ArtifactCollectionId, ArtifactId, Timestamp } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';
import type { Decoded } from '../dialect/columns.ts';
import { type ArtifactRow, artifactColumns } from './table.ts';

export async function insertArtifact(
  transaction: Transaction<Database>,
  artifact: Decoded<ArtifactRow>,
): Promise<void> {
  await transaction.insertInto('artifacts').values(artifactColumns.encode(artifact)).execute();
}

/** Whether an artifact of that id was there. */
export async function updateArtifact(
  transaction: Transaction<Database>,
  id: ArtifactId,
  patch: Partial<Decoded<ArtifactRow>>,
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('artifacts')
    .set(artifactColumns.encode(patch))
    .where('id', '=', id)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function deleteArtifact(transaction: Transaction<Database>, id: ArtifactId): Promise<void> {
  await transaction.deleteFrom('artifacts').where('id', '=', id).execute();
}

/** Makes this artifact the latest of its key. */
export async function putArtifactCollection(
  transaction: Transaction<Database>,
  collection: { id: ArtifactCollectionId; key: string; latest_id: ArtifactId; now: Timestamp },
): Promise<void> {
  const { id, key, latest_id, now } = collection;
  await transaction
    .insertInto('artifact_collections')
    .values({ id, key, latest_id, created: now, updated: now })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ latest_id, updated: now }))
    .execute();
}

/** The key has no artifacts any more. */
export async function deleteArtifactCollection(transaction: Transaction<Database>, key: string): Promise<void> {
  await transaction.deleteFrom('artifact_collections').where('key', '=', key).execute();
}
