// artifacts: what is asked of the server.
import type { Artifact } from '@signalbox/contract';
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/index.ts';

export const ARTIFACTS_PAGE_SIZE = 50;

/** Results are kept as artifacts too; they are for machines. */
const withoutResults = (artifacts: Artifact[]): Artifact[] => artifacts.filter(({ type }) => type !== 'result');

export const artifactsOfRunQuery = (flowRunId: string) =>
  queryOptions({
    queryKey: ['flow_runs', 'one', flowRunId, 'artifacts'],
    queryFn: ({ signal }) =>
      client.artifacts.filter(
        { body: { artifacts: { flow_run_id: { any_: [flowRunId] } }, sort: 'CREATED_DESC', limit: 200 } },
        { signal },
      ),
    select: withoutResults,
  });

export const artifactsOfTaskRunQuery = (taskRunId: string) =>
  queryOptions({
    queryKey: ['artifacts', 'of-task-run', taskRunId],
    queryFn: ({ signal }) =>
      client.artifacts.filter(
        { body: { artifacts: { task_run_id: { any_: [taskRunId] } }, sort: 'CREATED_DESC', limit: 200 } },
        { signal },
      ),
    select: withoutResults,
  });

const latestFilter = (search: string, types: readonly string[]) => ({
  artifacts: {
    ...(search === '' ? {} : { key: { like_: search } }),
    ...(types.length === 0 ? {} : { type: { any_: [...types] } }),
  },
});

/** The newest artifact of each key, and how many keys there are. */
export const latestArtifactsQuery = (search: string, types: readonly string[], page: number) =>
  queryOptions({
    queryKey: ['artifacts', 'latest', search, types, page],
    queryFn: async ({ signal }) => {
      const filter = latestFilter(search, types);
      const offset = (page - 1) * ARTIFACTS_PAGE_SIZE;
      const [artifacts, count] = await Promise.all([
        client.artifacts.filter_latest(
          { body: { ...filter, sort: 'UPDATED_DESC', limit: ARTIFACTS_PAGE_SIZE, offset } },
          { signal },
        ),
        client.artifacts.count_latest({ body: filter }, { signal }),
      ]);
      return { artifacts, count };
    },
  });

/** All versions of a key, newest first. */
export const versionsQuery = (key: string) =>
  queryOptions({
    queryKey: ['artifacts', 'versions', key],
    queryFn: ({ signal }) =>
      client.artifacts.filter(
        { body: { artifacts: { key: { any_: [key] } }, sort: 'CREATED_DESC', limit: 100 } },
        { signal },
      ),
  });
