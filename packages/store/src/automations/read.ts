// store: finding automations.
import type { AutomationFilter, AutomationId, AutomationSort } from '@signalbox/contract';
import { type Kysely, sql } from 'kysely';
import type { Database } from '../database.ts';
import { combined, containsText, every } from '../filters/criteria.ts';
import { automationColumns, type StoredAutomation } from './automation-table.ts';
import { automationConditions } from './conditions.ts';

const ORDER = {
  CREATED_DESC: sql`automations.created desc, automations.id desc`,
  UPDATED_DESC: sql`automations.updated desc, automations.id desc`,
  NAME_ASC: sql`automations.name asc, automations.id asc`,
  NAME_DESC: sql`automations.name desc, automations.id desc`,
} as const satisfies { [Sort in AutomationSort]: unknown };

export async function findAutomation(database: Kysely<Database>, id: AutomationId): Promise<StoredAutomation | null> {
  const row = await database.selectFrom('automations').selectAll().where('id', '=', id).executeTakeFirst();
  return row ? automationColumns.decode(row) : null;
}

export async function listAutomations(
  database: Kysely<Database>,
  query: { filter: AutomationFilter | null | undefined; sort: AutomationSort; limit: number; offset: number },
): Promise<StoredAutomation[]> {
  const rows = await database
    .selectFrom('automations')
    .selectAll()
    .where(every(query.filter ? automationConditions(query.filter) : []))
    .orderBy(ORDER[query.sort])
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  return rows.map((row) => automationColumns.decode(row));
}

export async function countAutomations(
  database: Kysely<Database>,
  filter: AutomationFilter | null | undefined,
): Promise<number> {
  const row = await database
    .selectFrom('automations')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where(every(filter ? automationConditions(filter) : []))
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** All that watch, in the order of their ids. */
export async function listEnabledAutomations(database: Kysely<Database>): Promise<StoredAutomation[]> {
  const rows = await database
    .selectFrom('automations')
    .selectAll()
    .where('enabled', '=', automationColumns.encode({ enabled: true }).enabled)
    .orderBy('id')
    .execute();
  return rows.map((row) => automationColumns.decode(row));
}

export async function listAutomationsOfOwner(
  database: Kysely<Database>,
  owner_resource: string,
): Promise<StoredAutomation[]> {
  const rows = await database
    .selectFrom('automations')
    .selectAll()
    .where('owner_resource', '=', owner_resource)
    .execute();
  return rows.map((row) => automationColumns.decode(row));
}

/** All whose trigger, actions or owner contain the text, in the order of their names; whoever asks looks closer. */
export async function listAutomationsThatName(database: Kysely<Database>, text: string): Promise<StoredAutomation[]> {
  const columns = ['trigger', 'actions', 'actions_on_trigger', 'actions_on_resolve', 'owner_resource'] as const;
  const rows = await database
    .selectFrom('automations')
    .selectAll()
    .where(
      every(
        combined(
          'or_',
          columns.flatMap((name) => containsText(sql.ref(`automations.${name}`), text)),
        ),
      ),
    )
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map((row) => automationColumns.decode(row));
}
