// flow runs: what is asked of the server.
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/index.ts';
import { NO_FILTER, type RunFilter, requestFromFilter, spanOf } from './filter.ts';
import { barsFromHistory, intervalSeconds, wholeSpan } from './history-bars.ts';

const PAGE_SIZE = 50;

export const flowRunsPageQuery = (filter: RunFilter, limit = PAGE_SIZE) =>
  queryOptions({
    queryKey: ['flow_runs', 'many', 'page', filter, limit],
    queryFn: ({ signal }) =>
      client.flow_runs.paginate(
        { body: { ...requestFromFilter(filter, Date.now()), sort: filter.sort, page: filter.page, limit } },
        { signal },
      ),
  });

/** The bars of a filter, whatever its page and order. */
export const historyQuery = (filter: RunFilter) => {
  const { page: _page, sort: _sort, ...rest } = filter;
  return queryOptions({
    queryKey: ['flow_runs', 'many', 'history', rest],
    queryFn: async ({ signal }) => {
      const now = Date.now();
      const span = spanOf(filter, now);
      const interval = intervalSeconds(span);
      const { start, end } = wholeSpan(span, interval);
      const history = await client.flow_runs.history(
        {
          body: {
            ...requestFromFilter(filter, now),
            history_start: new Date(start).toISOString(),
            history_end: new Date(end).toISOString(),
            history_interval_seconds: interval,
          },
        },
        { signal },
      );
      return barsFromHistory(history);
    },
  });
};

/** The runs of one flow or deployment, newest first; coming ones stay out. */
export const recentRunsQuery = (of: { readonly flow?: string; readonly deployment?: string }, page: number) =>
  flowRunsPageQuery(
    {
      ...NO_FILTER,
      range: '30d',
      page,
      flows: of.flow === undefined ? [] : [of.flow],
      deployments: of.deployment === undefined ? [] : [of.deployment],
    },
    20,
  );

export const nextRunsQuery = (deploymentId: string) =>
  queryOptions({
    queryKey: ['flow_runs', 'many', 'next', deploymentId],
    queryFn: ({ signal }) =>
      client.flow_runs.filter(
        {
          body: {
            deployments: { id: { any_: [deploymentId] } },
            flow_runs: { state: { type: { any_: ['SCHEDULED'] } } },
            sort: 'NEXT_SCHEDULED_START_TIME_ASC',
            limit: 5,
          },
        },
        { signal },
      ),
  });

export const flowRunQuery = (id: string) =>
  queryOptions({
    queryKey: ['flow_runs', 'one', id, 'run'],
    queryFn: ({ signal }) => client.flow_runs.read({ params: { id } }, { signal }),
  });

export const statesQuery = (id: string) =>
  queryOptions({
    queryKey: ['flow_runs', 'one', id, 'states'],
    queryFn: ({ signal }) => client.flow_run_states.list({ query: { flow_run_id: id } }, { signal }),
  });

export const graphQuery = (id: string) =>
  queryOptions({
    queryKey: ['flow_runs', 'one', id, 'graph'],
    queryFn: ({ signal }) => client.flow_runs.graph({ params: { id }, query: {} }, { signal }),
  });

export const explanationQuery = (id: string) =>
  queryOptions({
    queryKey: ['flow_runs', 'one', id, 'explain'],
    queryFn: ({ signal }) => client.flow_runs.explain({ params: { id } }, { signal }),
  });

/** The run that a subflow's run belongs to, if it has one. */
export const parentRunQuery = (parentTaskRunId: string | null) =>
  queryOptions({
    queryKey: ['task_runs', 'one', parentTaskRunId ?? '', 'run'],
    enabled: parentTaskRunId !== null,
    queryFn: async ({ signal }) => {
      const taskRun = await client.task_runs.read({ params: { id: parentTaskRunId ?? '' } }, { signal });
      if (taskRun.flow_run_id === null) return null;
      return client.flow_runs.read({ params: { id: taskRun.flow_run_id } }, { signal });
    },
  });
