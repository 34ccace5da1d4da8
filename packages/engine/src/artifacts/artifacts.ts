// engine: artifacts are what runs show; the latest of each key stands for it.
import {
  ApiError,
  type Artifact,
  type ArtifactCollectionId,
  type ArtifactCreate,
  type ArtifactId,
  type ArtifactUpdate,
  notFound,
} from '@signalbox/contract';
import { newId } from '@signalbox/core';
import {
  deleteArtifactCollection,
  deleteArtifact as deleteRow,
  findArtifact,
  findLatestArtifact,
  insertArtifact,
  putArtifactCollection,
  updateArtifact as updateRow,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';

const KEY = /^[a-z0-9-]+$/;

async function makeLatest({ transaction, now }: Unit, key: string, latest_id: ArtifactId): Promise<void> {
  await putArtifactCollection(transaction, { id: newId<ArtifactCollectionId>(), key, latest_id, now });
}

/** @throws ApiError `invalid_request` for a key that cannot stand in a path */
export async function createArtifact(engine: Engine, body: ArtifactCreate): Promise<Artifact> {
  if (body.key !== null && !KEY.test(body.key)) {
    throw new ApiError(
      'invalid_request',
      `The artifact key '${body.key}' must consist of lower-case letters, digits and dashes.`,
    );
  }
  return engine.write(async (unit) => {
    const artifact = { id: newId<ArtifactId>(), created: unit.now, updated: unit.now, ...body };
    await insertArtifact(unit.transaction, artifact);
    if (artifact.key !== null) await makeLatest(unit, artifact.key, artifact.id);
    return artifact;
  });
}

/** @throws ApiError `not_found` */
export function updateArtifact(engine: Engine, id: ArtifactId, patch: ArtifactUpdate): Promise<void> {
  return engine.write(async ({ transaction, now }) => {
    if (!(await updateRow(transaction, id, { ...patch, updated: now }))) throw notFound('Artifact');
  });
}

/** The one before it becomes the latest of its key. @throws ApiError `not_found` */
export function deleteArtifact(engine: Engine, id: ArtifactId): Promise<void> {
  return engine.write(async (unit) => {
    const artifact = await findArtifact(unit.transaction, id);
    if (!artifact) throw notFound('Artifact');
    await deleteRow(unit.transaction, id);
    if (artifact.key === null) return;
    const latest = await findLatestArtifact(unit.transaction, artifact.key);
    if (latest) await makeLatest(unit, artifact.key, latest.id);
    else await deleteArtifactCollection(unit.transaction, artifact.key);
  });
}
