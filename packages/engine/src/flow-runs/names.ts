// engine: the names around a run that its events tell and that never change. Queues and pools may be renamed.
import type { DeploymentId, FlowId } from '@signalbox/contract';
import { type Database, findFlow, findStoredDeployment } from '@signalbox/store';
import type { Kysely } from 'kysely';

/** Names that never change are looked up once; the oldest are forgotten. */
const NAMES_KEPT = 5_000;
const known = new WeakMap<object, Map<string, string>>();

function remember(names: Map<string, string>, id: string, name: string): string {
  if (names.size >= NAMES_KEPT) {
    const oldest = names.keys().next().value;
    if (oldest !== undefined) names.delete(oldest);
  }
  names.set(id, name);
  return name;
}

function namesOf(owner: object): Map<string, string> {
  const names = known.get(owner) ?? new Map<string, string>();
  known.set(owner, names);
  return names;
}

/** @param owner whose memory it is: one store's ids mean nothing to another */
export async function flowName(owner: object, database: Kysely<Database>, id: FlowId): Promise<string> {
  const names = namesOf(owner);
  const name = names.get(id);
  if (name !== undefined) return name;
  const row = await findFlow(database, id);
  return row ? remember(names, id, row.name) : '';
}

/** @param owner as in `flowName` */
export async function deploymentName(owner: object, database: Kysely<Database>, id: DeploymentId): Promise<string> {
  const names = namesOf(owner);
  const name = names.get(id);
  if (name !== undefined) return name;
  const row = await findStoredDeployment(database, id);
  return row ? remember(names, id, row.name) : '';
}
