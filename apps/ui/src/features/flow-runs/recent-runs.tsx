// flow runs: those of one flow or deployment, page by page.
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Pagination } from '../../ui/pagination.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { FlowRunTable } from './flow-run-table.tsx';
import { recentRunsQuery } from './queries.ts';

interface RecentRunsProps {
  readonly flow?: string;
  readonly deployment?: string;
  /** Shown while there are none. */
  readonly empty: ReactNode;
}

export function RecentRuns({ empty, ...of }: RecentRunsProps) {
  const [page, setPage] = useState(1);
  const runs = useQuery(recentRunsQuery(of, page));
  return (
    <QueryView query={runs} rows={6}>
      {({ results, count, pages }) =>
        results.length === 0 ? (
          empty
        ) : (
          <div className="stack-tight">
            <FlowRunTable runs={results} label="Recent runs" />
            <Pagination
              page={page}
              pages={pages}
              count={count}
              noun={count === 1 ? 'run in 30 days' : 'runs in 30 days'}
              onChange={setPage}
            />
          </div>
        )
      }
    </QueryView>
  );
}
