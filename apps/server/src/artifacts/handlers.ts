// server: answers about artifacts, and about the latest one of each key.
import { notFound } from '@signalbox/contract';
import { createArtifact, deleteArtifact, pageLimit, updateArtifact } from '@signalbox/engine';
import {
  artifactCollectionConditions,
  artifactConditions,
  countArtifactCollections,
  countArtifacts,
  findArtifact,
  findLatestArtifact,
  listArtifactCollections,
  listArtifacts,
  makerConditions,
} from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const artifacts: HandlersOf<'artifacts'> = {
  create: async ({ body }, { engine }) => ({ status: 201, body: await createArtifact(engine, body) }),
  read: async ({ params }, { engine }) => {
    const artifact = await findArtifact(engine.store.read, params.id);
    if (!artifact) throw notFound('Artifact');
    return { status: 200, body: artifact };
  },
  update: async ({ params, body }, { engine }) => {
    await updateArtifact(engine, params.id, body);
    return { status: 204, body: null };
  },
  delete: async ({ params }, { engine }) => {
    await deleteArtifact(engine, params.id);
    return { status: 204, body: null };
  },
  read_latest: async ({ params }, { engine }) => {
    const artifact = await findLatestArtifact(engine.store.read, params.key);
    if (!artifact) throw notFound('Artifact');
    return { status: 200, body: artifact };
  },
  filter: async ({ body }, { engine }) => {
    const conditions = [...artifactConditions(body.artifacts), ...makerConditions(body)];
    const page = { sort: body.sort, limit: pageLimit(engine, body.limit), offset: body.offset };
    return { status: 200, body: await listArtifacts(engine.store.read, { conditions, ...page }) };
  },
  filter_latest: async ({ body }, { engine }) => {
    const conditions = [...artifactCollectionConditions(body.artifacts), ...makerConditions(body)];
    const page = { sort: body.sort, limit: pageLimit(engine, body.limit), offset: body.offset };
    return { status: 200, body: await listArtifactCollections(engine.store.read, { conditions, ...page }) };
  },
  count: async ({ body }, { engine }) => ({
    status: 200,
    body: await countArtifacts(engine.store.read, [...artifactConditions(body.artifacts), ...makerConditions(body)]),
  }),
  count_latest: async ({ body }, { engine }) => {
    const conditions = [...artifactCollectionConditions(body.artifacts), ...makerConditions(body)];
    return { status: 200, body: await countArtifactCollections(engine.store.read, conditions) };
  },
};
