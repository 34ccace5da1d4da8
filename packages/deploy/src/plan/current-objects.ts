// deploy: what a server has of what a manifest declares, or owns.
import { type Client, NotFoundError } from '@signalbox/client';
import type { DeploymentResponse, FlowId } from '@signalbox/contract';
import { type CurrentObject, covers, type DesiredObject, type Fields } from '@signalbox/core';
import type { Manifest } from '../manifest/manifest.ts';
import { isOwnedBy, LABELS, ownLabels } from './ownership.ts';

const PAGE = 200;

/** All objects of a list, page by page. */
async function allPages<One>(page: (limit: number, offset: number) => Promise<readonly One[]>): Promise<One[]> {
  const found: One[] = [];
  for (let offset = 0; ; offset += PAGE) {
    const some = await page(PAGE, offset);
    found.push(...some);
    if (some.length < PAGE) return found;
  }
}

const chunks = <One>(list: readonly One[]): One[][] =>
  Array.from({ length: Math.ceil(list.length / PAGE) }, (_, index) => list.slice(index * PAGE, (index + 1) * PAGE));

async function flowNames(client: Client, ids: readonly FlowId[]): Promise<ReadonlyMap<FlowId, string>> {
  const found = await Promise.all(
    chunks([...new Set(ids)]).map((some) => client.flows.filter({ body: { flows: { id: { any_: some } } } })),
  );
  return new Map(found.flat().map(({ id, name }) => [id, name]));
}

/** A deployment as the server has it, with the id of its flow. */
export interface CurrentDeployment extends CurrentObject {
  readonly flow_id: FlowId;
}

function deploymentObject(manifest: Manifest, flow_name: string, found: DeploymentResponse): CurrentDeployment {
  const { labels, global_concurrency_limit, ...fields } = found;
  const applied = labels[LABELS.applied];
  return {
    kind: 'deployment',
    key: `${flow_name}/${found.name}`,
    id: found.id,
    flow_id: found.flow_id,
    fields: { ...fields, labels: ownLabels(labels), concurrency_limit: global_concurrency_limit?.limit ?? null },
    is_owned: isOwnedBy(manifest, labels),
    applied_hash: typeof applied === 'string' ? applied : null,
  };
}

/** A deployment of the server with the name of its flow. */
export interface NamedDeployment {
  readonly flow_name: string;
  readonly deployment: DeploymentResponse;
}

/** All deployments of the server. It needs nothing of the manifest, so the two can be read at the same time. */
export async function readDeployments(client: Client): Promise<readonly NamedDeployment[]> {
  const found = await allPages((limit, offset) =>
    client.deployments.filter({ body: { limit, offset, sort: 'NAME_ASC' } }),
  );
  const names = await flowNames(
    client,
    found.map(({ flow_id }) => flow_id),
  );
  return found.map((deployment) => ({ flow_name: names.get(deployment.flow_id) ?? '', deployment }));
}

type Simple = Pick<CurrentObject, 'id' | 'key' | 'fields'>;

const namesOf = (desired: readonly DesiredObject[], kind: DesiredObject['kind']): string[] =>
  desired.filter((one) => one.kind === kind).map(({ key }) => key);

async function byName(
  names: readonly string[],
  read: (names: string[]) => Promise<readonly { readonly id: string; readonly name: string }[]>,
): Promise<Simple[]> {
  const found = await Promise.all(chunks(names).map(read));
  return found.flat().map((one) => ({ id: one.id, key: one.name, fields: { ...one } }));
}

async function blocksOf(client: Client, keys: readonly string[]): Promise<Simple[]> {
  const found = await Promise.all(
    keys.map(async (key): Promise<Simple[]> => {
      const [slug = '', block_document_name = ''] = key.split('/');
      try {
        const params = { slug, block_document_name };
        const block = await client.block_types.read_block_document_by_name({
          params,
          query: { include_secrets: true },
        });
        return [{ id: block.id, key, fields: { data: block.data } }];
      } catch (error) {
        if (error instanceof NotFoundError) return [];
        throw error;
      }
    }),
  );
  return found.flat();
}

const of =
  (kind: CurrentObject['kind']) =>
  ({ id, key, fields }: Simple): CurrentObject => ({ kind, id, key, fields, is_owned: false, applied_hash: null });

/** Fields in which a server fills in what nobody said: they are the same when they say all that is declared. */
const FILLED_IN: readonly string[] = ['trigger', 'actions', 'actions_on_trigger', 'actions_on_resolve'];

type Schedule = Readonly<Record<string, unknown>>;

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Schedules have no order: those declared are there when each is met by one of the server's, and there are no others. */
function sameSchedules(current: unknown, wanted: unknown): boolean {
  if (!Array.isArray(current) || !Array.isArray(wanted) || current.length !== wanted.length) return false;
  const left: Schedule[] = [...current];
  return wanted.every((one) => {
    const place = left.findIndex((candidate) => covers(candidate, asWritten(one, candidate)));
    if (place >= 0) left.splice(place, 1);
    return place >= 0;
  });
}

/** A schedule as the server writes it: times in a form of its own, and rules with the start that it gives those that have none. */
function asWritten(wanted: Schedule, candidate: Schedule): Schedule {
  const [when, known] = [wanted.schedule, candidate.schedule];
  if (!isRecord(when) || !isRecord(known)) return wanted;
  const isSameTime = Date.parse(String(known.anchor_date)) === Date.parse(String(when.anchor_date));
  const isSameRule = String(known.rrule).endsWith(`\n${when.rrule}`);
  return {
    ...wanted,
    schedule: {
      ...when,
      ...(isSameTime && { anchor_date: known.anchor_date }),
      ...(isSameRule && { rrule: known.rrule }),
    },
  };
}

/** Without the members that the server has filled in. */
function narrowed(current: unknown, wanted: unknown): unknown {
  if (Array.isArray(current) && Array.isArray(wanted)) return current.map((one, index) => narrowed(one, wanted[index]));
  if (!isRecord(current) || !isRecord(wanted)) return current;
  const told = Object.entries(current).filter(([name]) => name in wanted);
  return Object.fromEntries(told.map(([name, one]) => [name, narrowed(one, wanted[name])]));
}

/** What the server may not tell apart from what is declared, as it is declared. */
export function alignedFields(current: Fields, wanted: Fields): Fields {
  const aligned: Record<string, unknown> = { ...current };
  for (const [name, value] of Object.entries(wanted)) {
    if (FILLED_IN.includes(name)) aligned[name] = covers(current[name], value) ? value : narrowed(current[name], value);
    if (name === 'schedules' && sameSchedules(current[name], value)) aligned[name] = value;
    else if (name === 'schedules') aligned[name] = scheduleFields(current[name]);
    // Members of a block that are not declared stay.
    if (name === 'data' && covers(current[name], value)) aligned[name] = value;
  }
  return aligned;
}

/** Of a schedule of the server, what a manifest may say. */
function scheduleFields(schedules: unknown): unknown {
  if (!Array.isArray(schedules)) return schedules;
  return schedules.map(({ schedule, active, slug, parameters }: Schedule) => ({ schedule, active, slug, parameters }));
}

/**
 * What the server has of the objects that are desired, and all deployments.
 * @param read the deployments, when they were read already
 */
export async function currentObjects(
  client: Client,
  manifest: Manifest,
  desired: readonly DesiredObject[],
  read?: readonly NamedDeployment[],
): Promise<(CurrentObject | CurrentDeployment)[]> {
  const [named, pools, variables, blocks, automations] = await Promise.all([
    read ?? readDeployments(client),
    byName(namesOf(desired, 'work-pool'), (any_) =>
      client.work_pools.filter({ body: { work_pools: { name: { any_ } } } }),
    ),
    byName(namesOf(desired, 'variable'), (any_) =>
      client.variables.filter({ body: { variables: { name: { any_ } } } }),
    ),
    blocksOf(client, namesOf(desired, 'block')),
    byName(namesOf(desired, 'automation'), (any_) =>
      client.automations.filter({ body: { automations: { name: { any_ } } } }),
    ),
  ]);
  const found = [
    ...pools.map(of('work-pool')),
    ...variables.map(of('variable')),
    ...blocks.map(of('block')),
    ...named.map(({ flow_name, deployment }) => deploymentObject(manifest, flow_name, deployment)),
    ...automations.map(of('automation')),
  ];
  const wanted = new Map(desired.map(({ kind, key, fields }) => [`${kind} ${key}`, fields]));
  return found.map((one) => {
    const fields = wanted.get(`${one.kind} ${one.key}`);
    return fields ? { ...one, fields: alignedFields(one.fields, fields) } : one;
  });
}
