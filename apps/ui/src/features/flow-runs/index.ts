// flow runs: what other features may use.
export { NO_FILTER, type RunFilter, searchFromFilter } from './filter.ts';
export { FlowRunTable } from './flow-run-table.tsx';
export { History } from './history.tsx';
export { flowRunsPageQuery, nextRunsQuery } from './queries.ts';
export { RecentLamps, recentRunsByQuery } from './recent-lamps.tsx';
export { RecentRuns } from './recent-runs.tsx';
