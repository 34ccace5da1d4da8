// store: finding the latest artifact of each key.
import type { ArtifactCollection, ArtifactCollectionSort } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { artifactColumns } from './table.ts';

const ORDER = {
  CREATED_DESC: sql`artifact_collections.created desc, artifact_collections.id desc`,
  UPDATED_DESC: sql`artifact_collections.updated desc, artifact_collections.id desc`,
  ID_DESC: sql`artifact_collections.id desc`,
  KEY_DESC: sql`artifact_collections.key desc`,
  KEY_ASC: sql`artifact_collections.key asc`,
} as const satisfies { [Sort in ArtifactCollectionSort]: unknown };

const latest = (database: Kysely<Database>) =>
  database.selectFrom('artifact_collections').innerJoin('artifacts', 'artifacts.id', 'artifact_collections.latest_id');

/** Conditions are on the latest artifact. */
export async function listArtifactCollections(
  database: Kysely<Database>,
  query: { conditions: readonly Condition[]; sort: ArtifactCollectionSort; limit: number; offset: number },
): Promise<ArtifactCollection[]> {
  const rows = await latest(database)
    .selectAll('artifacts')
    .select([
      'artifact_collections.id as collection_id',
      'artifact_collections.key as collection_key',
      'artifact_collections.created as collection_created',
      'artifact_collections.updated as collection_updated',
    ])
    .where(every(query.conditions))
    .orderBy(ORDER[query.sort])
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map(({ collection_id, collection_key, collection_created, collection_updated, ...row }) => ({
    ...artifactColumns.decode(row),
    id: collection_id,
    latest_id: row.id,
    key: collection_key,
    created: collection_created,
    updated: collection_updated,
  }));
}

export async function countArtifactCollections(
  database: Kysely<Database>,
  conditions: readonly Condition[],
): Promise<number> {
  const row = await latest(database)
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(every(conditions))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
