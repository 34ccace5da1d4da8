import { z } from 'zod';
import { DeploymentFilter } from '../deployments/filter.ts';
import { FlowRunFilter } from '../flow-runs/filter.ts';
import { FlowFilter } from '../flows/filter.ts';
import { route } from '../route.ts';
import { ArtifactId } from '../scalars.ts';
import { TaskRunFilter } from '../task-runs/filter.ts';
import { Artifact, ArtifactCollection, ArtifactCreate, ArtifactUpdate } from './artifact.ts';
import { ArtifactCollectionFilter, ArtifactCollectionSort } from './collection-filter.ts';
import { ArtifactFilter, ArtifactSort } from './filter.ts';

export const artifacts = {
  create: route({
    id: 'artifacts.create',
    method: 'POST',
    path: '/artifacts/',
    body: ArtifactCreate,
    responses: { 200: Artifact, 201: Artifact },
  }),
  read: route({
    id: 'artifacts.read',
    method: 'GET',
    path: '/artifacts/{id}',
    params: z.object({ id: ArtifactId }),
    responses: { 200: Artifact },
  }),
  update: route({
    id: 'artifacts.update',
    method: 'PATCH',
    path: '/artifacts/{id}',
    params: z.object({ id: ArtifactId }),
    body: ArtifactUpdate,
    responses: { 204: null },
  }),
  delete: route({
    id: 'artifacts.delete',
    method: 'DELETE',
    path: '/artifacts/{id}',
    params: z.object({ id: ArtifactId }),
    responses: { 204: null },
  }),
  read_latest: route({
    id: 'artifacts.read_latest',
    method: 'GET',
    path: '/artifacts/{key}/latest',
    params: z.object({ key: z.string() }),
    responses: { 200: Artifact },
  }),
  filter: route({
    id: 'artifacts.filter',
    method: 'POST',
    path: '/artifacts/filter',
    body: z
      .object({
        sort: ArtifactSort.default('ID_DESC'),
        offset: z.int().min(0).default(0),
        artifacts: ArtifactFilter.prefault({}),
        flow_runs: FlowRunFilter.prefault({}),
        task_runs: TaskRunFilter.prefault({}),
        flows: FlowFilter.prefault({}),
        deployments: DeploymentFilter.prefault({}),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(Artifact) },
  }),
  filter_latest: route({
    id: 'artifacts.filter_latest',
    method: 'POST',
    path: '/artifacts/latest/filter',
    body: z
      .object({
        sort: ArtifactCollectionSort.default('ID_DESC'),
        offset: z.int().min(0).default(0),
        artifacts: ArtifactCollectionFilter.prefault({}),
        flow_runs: FlowRunFilter.prefault({}),
        task_runs: TaskRunFilter.prefault({}),
        flows: FlowFilter.prefault({}),
        deployments: DeploymentFilter.prefault({}),
        limit: z.int().optional(),
      })
      .prefault({}),
    responses: { 200: z.array(ArtifactCollection) },
  }),
  count: route({
    id: 'artifacts.count',
    method: 'POST',
    path: '/artifacts/count',
    body: z
      .object({
        artifacts: ArtifactFilter.prefault({}),
        flow_runs: FlowRunFilter.prefault({}),
        task_runs: TaskRunFilter.prefault({}),
        flows: FlowFilter.prefault({}),
        deployments: DeploymentFilter.prefault({}),
      })
      .prefault({}),
    responses: { 200: z.int() },
  }),
  count_latest: route({
    id: 'artifacts.count_latest',
    method: 'POST',
    path: '/artifacts/latest/count',
    body: z
      .object({
        artifacts: ArtifactCollectionFilter.prefault({}),
        flow_runs: FlowRunFilter.prefault({}),
        task_runs: TaskRunFilter.prefault({}),
        flows: FlowFilter.prefault({}),
        deployments: DeploymentFilter.prefault({}),
      })
      .prefault({}),
    responses: { 200: z.int() },
  }),
};
