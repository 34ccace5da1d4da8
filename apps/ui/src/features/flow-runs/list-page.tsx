// flow runs: the list with its filters, which live in the URL.
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { filterFromSearch, NO_FILTER, type RunFilter, searchFromFilter } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { FlowRunTable } from './flow-run-table.tsx';
import { History } from './history.tsx';
import { flowRunsPageQuery } from './queries.ts';

export function FlowRunsPage() {
  const [search, setSearch] = useSearchParams();
  const filter = filterFromSearch(search);
  const change = (part: Partial<RunFilter>): void =>
    setSearch(searchFromFilter({ ...filter, page: 1, ...part }), { replace: part.search !== undefined });
  const clear = (): void => setSearch(searchFromFilter(NO_FILTER));
  const runs = useQuery(flowRunsPageQuery(filter));
  return (
    <Page title="Runs">
      <FilterBar filter={filter} onChange={change} onClear={clear} />
      <History filter={filter} onChoose={({ start, end }) => change({ from: start, to: end })} />
      <QueryView query={runs} rows={10}>
        {({ results, count, pages }) =>
          results.length === 0 ? (
            <EmptyState title="No run matches.">
              <p>Choose a longer time or fewer filters.</p>
              <button type="button" className="button" onClick={clear}>
                Clear filters
              </button>
            </EmptyState>
          ) : (
            <div className="stack-tight">
              <FlowRunTable runs={results} label="Flow runs" />
              <Pagination
                page={filter.page}
                pages={pages}
                count={count}
                noun={count === 1 ? 'run' : 'runs'}
                onChange={(page) => change({ page })}
              />
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}
