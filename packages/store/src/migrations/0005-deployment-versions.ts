// store: what deployments were. A deployment that is there already gets its first version with its next change.
import { type Kysely, type Migration, sql } from 'kysely';
import { isPostgres } from '../dialect/engine.ts';
import { asPostgresHasIt } from '../dialect/postgres/vocabulary.ts';

const STATEMENTS = [
  `create table deployment_versions (
    "id" text not null primary key,
    "deployment_id" text not null,
    "number" integer not null,
    "created" text not null,
    "version" text,
    "content_hash" text not null,
    "restored_from" integer,
    "content" text not null
  )`,
  'create unique index deployment_versions_by_deployment_id_number on deployment_versions ("deployment_id", "number")',
];

export const deploymentVersions: Migration = {
  up: async (database: Kysely<unknown>) => {
    const postgres = isPostgres(database);
    for (const statement of STATEMENTS)
      await sql.raw(postgres ? asPostgresHasIt(statement) : statement).execute(database);
  },
};
