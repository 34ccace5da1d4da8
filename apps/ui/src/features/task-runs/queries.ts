// task runs: what is asked of the server.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { client } from '../../api/index.ts';

export const TASK_RUNS_PAGE_SIZE = 50;

const ofRun = (flowRunId: string) => ({ flow_runs: { id: { any_: [flowRunId] } } });

export const taskRunCountQuery = (flowRunId: string) =>
  queryOptions({
    queryKey: ['flow_runs', 'one', flowRunId, 'task_runs', 'count'],
    queryFn: ({ signal }) => client.task_runs.count({ body: ofRun(flowRunId) }, { signal }),
  });

export const taskRunsQuery = (flowRunId: string, page: number) =>
  queryOptions({
    queryKey: ['flow_runs', 'one', flowRunId, 'task_runs', 'page', page],
    queryFn: ({ signal }) =>
      client.task_runs.filter(
        {
          body: {
            ...ofRun(flowRunId),
            sort: 'EXPECTED_START_TIME_DESC',
            limit: TASK_RUNS_PAGE_SIZE,
            offset: (page - 1) * TASK_RUNS_PAGE_SIZE,
          },
        },
        { signal },
      ),
  });

export const taskRunQuery = (id: string) =>
  queryOptions({
    queryKey: ['task_runs', 'one', id],
    queryFn: ({ signal }) => client.task_runs.read({ params: { id } }, { signal }),
  });

export const taskRunStatesQuery = (id: string) =>
  queryOptions({
    queryKey: ['task_runs', 'one', id, 'states'],
    queryFn: ({ signal }) => client.task_run_states.list({ query: { task_run_id: id } }, { signal }),
  });

/** Names by id; empty until they are there. */
export function useTaskRunNames(flowRunId: string, ids: readonly (string | null)[]): ReadonlyMap<string, string> {
  const wanted = [...new Set(ids.filter((id) => id !== null))].sort().slice(0, 200);
  const names = useQuery({
    queryKey: ['flow_runs', 'one', flowRunId, 'task_run_names', wanted],
    enabled: wanted.length > 0,
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const body = { task_runs: { id: { any_: wanted } }, limit: 200 };
      const taskRuns = await client.task_runs.filter({ body }, { signal });
      return new Map(taskRuns.map(({ id, name }) => [id as string, name]));
    },
  });
  return names.data ?? new Map();
}
