// server: reads what many fields ask for at once in one statement.
import {
  ArtifactFilter,
  DeploymentFilter,
  FlowFilter,
  FlowRunFilter,
  LogId,
  StateId,
  TaskRunFilter,
} from '@signalbox/contract';
import type { Engine } from '@signalbox/engine';
import {
  artifactConditions,
  findChildIds,
  findLogs,
  findStates,
  type Kinship,
  listArtifacts,
  listDeployments,
  listFlowRuns,
  listFlows,
  listTaskRuns,
  PARENTS_AT_MOST,
  relatedConditions,
} from '@signalbox/store';
import DataLoader from 'dataloader';

/** What can be read by its id. */
export type Kind =
  | 'flow'
  | 'flow_run'
  | 'task_run'
  | 'deployment'
  | 'artifact'
  | 'log'
  | 'flow_run_state'
  | 'task_run_state';

interface Identified {
  readonly id: string;
}

/** Which children of an object, and how many. */
export interface Page {
  readonly kinship: Kinship;
  readonly kind: Kind;
  readonly limit: number;
  readonly offset: number;
}

export interface Loaders {
  /** The object with this id; null when there is none. */
  one(kind: Kind, id: string): Promise<Identified | null>;
  /** A page of what belongs to the object with this id, in the order of its kinship. */
  children(parent: string, page: Page): Promise<readonly Identified[]>;
}

/** Most ids of one statement. */
const IDS_AT_MOST = 500;

/** Nothing is kept: what is asked for later, after a mutation or in the next message of a subscription, is read anew. */
export function createLoaders(engine: Engine): Loaders {
  const objects = new Map<Kind, DataLoader<string, Identified | null>>();
  const pages = new Map<string, DataLoader<string, readonly Identified[]>>();

  function one(kind: Kind, id: string): Promise<Identified | null> {
    const loader =
      objects.get(kind) ?? new DataLoader(findAll(engine, kind), { cache: false, maxBatchSize: IDS_AT_MOST });
    objects.set(kind, loader);
    return loader.load(id);
  }

  async function childrenOf(parents: readonly string[], page: Page): Promise<(readonly Identified[])[]> {
    const { kinship, kind, limit, offset } = page;
    const ids = await findChildIds(engine.store.read, { kinship, parents: [...new Set(parents)], limit, offset });
    const found = parents.map((parent) => Promise.all((ids.get(parent) ?? []).map((id) => one(kind, id))));
    return (await Promise.all(found)).map((children) => children.filter((child) => child !== null));
  }

  return {
    one,
    children: (parent, page) => {
      const key = `${page.kinship} ${page.limit} ${page.offset}`;
      const loader =
        pages.get(key) ??
        new DataLoader<string, readonly Identified[]>((parents) => childrenOf(parents, page), {
          cache: false,
          maxBatchSize: PARENTS_AT_MOST,
        });
      pages.set(key, loader);
      return loader.load(parent);
    },
  };
}

const findAll =
  (engine: Engine, kind: Kind) =>
  async (keys: readonly string[]): Promise<(Identified | null)[]> => {
    const found = await READ[kind](engine, [...new Set(keys)]);
    const byId = new Map<string, Identified>(found.map((object) => [object.id, object]));
    return keys.map((key) => byId.get(key) ?? null);
  };

type Read = (engine: Engine, ids: readonly string[]) => Promise<readonly Identified[]>;

const READ: { readonly [K in Kind]: Read } = {
  flow: ({ store }, ids) => {
    const conditions = relatedConditions('flows', { flows: FlowFilter.parse({ id: { any_: ids } }) });
    return listFlows(store.read, { conditions, sort: 'NAME_ASC', limit: ids.length, offset: 0 });
  },
  flow_run: ({ store, clock }, ids) => {
    const filters = { flow_runs: FlowRunFilter.parse({ id: { any_: ids } }) };
    return listFlowRuns(store.read, { filters, sort: 'ID_DESC', limit: ids.length, offset: 0, now: clock() });
  },
  task_run: ({ store, clock }, ids) => {
    const filters = { task_runs: TaskRunFilter.parse({ id: { any_: ids } }) };
    return listTaskRuns(store.read, { filters, sort: 'ID_DESC', limit: ids.length, offset: 0, now: clock() });
  },
  deployment: ({ store, clock }, ids) => {
    const conditions = relatedConditions('deployments', { deployments: DeploymentFilter.parse({ id: { any_: ids } }) });
    return listDeployments(store.read, { conditions, sort: 'NAME_ASC', limit: ids.length, offset: 0, now: clock() });
  },
  artifact: ({ store }, ids) => {
    const conditions = artifactConditions(ArtifactFilter.parse({ id: { any_: ids } }));
    return listArtifacts(store.read, { conditions, sort: 'ID_DESC', limit: ids.length, offset: 0 });
  },
  log: ({ store }, ids) => findLogs(store.read, ids.map(idOfLog)),
  flow_run_state: ({ store }, ids) => findStates(store.read, 'flow_run_states', ids.map(idOfState)),
  task_run_state: ({ store }, ids) => findStates(store.read, 'task_run_states', ids.map(idOfState)),
};

const idOfLog = (id: string): LogId => LogId.parse(id);
const idOfState = (id: string): StateId => StateId.parse(id);
