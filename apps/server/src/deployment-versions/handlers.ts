// server: answers about the versions of deployments.
import {
  deploymentDifferences,
  listDeploymentVersions,
  readDeploymentVersion,
  restoreDeploymentVersion,
} from '@signalbox/engine';
import type { HandlersOf } from '../http/handler.ts';

export const deployment_versions: HandlersOf<'deployment_versions'> = {
  list: async ({ params, query }, { engine }) => ({
    status: 200,
    body: await listDeploymentVersions(engine, params.id, query.limit),
  }),
  read: async ({ params }, { engine }) => ({
    status: 200,
    body: await readDeploymentVersion(engine.store.read, params.id, params.number),
  }),
  differences: async ({ params, query }, { engine }) => ({
    status: 200,
    body: await deploymentDifferences(engine, params.id, params.number, query.since),
  }),
  restore: async ({ params }, { engine }) => ({
    status: 200,
    body: await restoreDeploymentVersion(engine, params.id, params.number),
  }),
};
