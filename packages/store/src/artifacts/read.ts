// store: finding artifacts.
import type { Artifact, ArtifactId, ArtifactSort } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { type Condition, every } from '../filters/criteria.ts';
import { artifactColumns } from './table.ts';

const ORDER = {
  CREATED_DESC: sql`artifacts.created desc, artifacts.id desc`,
  UPDATED_DESC: sql`artifacts.updated desc, artifacts.id desc`,
  ID_DESC: sql`artifacts.id desc`,
  KEY_DESC: sql`artifacts.key desc, artifacts.id desc`,
  KEY_ASC: sql`artifacts.key asc, artifacts.id asc`,
} as const satisfies { [Sort in ArtifactSort]: unknown };

export async function findArtifact(database: Kysely<Database>, id: ArtifactId): Promise<Artifact | null> {
  const row = await database.selectFrom('artifacts').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? artifactColumns.decode(row) : null;
}

/** The one of this key that was made last. */
export async function findLatestArtifact(database: Kysely<Database>, key: string): Promise<Artifact | null> {
  const row = await database
    .selectFrom('artifacts')
    .selectAll()
    .where('key', '=', key)
    .orderBy('created', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? artifactColumns.decode(row) : null;
}

export async function listArtifacts(
  database: Kysely<Database>,
  query: { conditions: readonly Condition[]; sort: ArtifactSort; limit: number; offset: number },
): Promise<Artifact[]> {
  const rows = await database
    .selectFrom('artifacts')
    .selectAll()
    .where(every(query.conditions))
    .orderBy(ORDER[query.sort])
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map(artifactColumns.decode);
}

export async function countArtifacts(database: Kysely<Database>, conditions: readonly Condition[]): Promise<number> {
  const row = await database
    .selectFrom('artifacts')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(every(conditions))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}
