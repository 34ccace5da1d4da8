// ui: what a query shows while it loads, when it fails, and when it has data.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorPanel } from './error-panel.tsx';

interface QueryViewProps<Data> {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'refetch' | 'isPlaceholderData'>;
  /** Rows of the skeleton: about as many as will come, so that nothing jumps. */
  readonly rows?: number;
  readonly children: (data: Data) => ReactNode;
}

export function QueryView<Data>({ query, rows = 3, children }: QueryViewProps<Data>) {
  if (query.data !== undefined) {
    return (
      <div className={query.isPlaceholderData ? 'outdated' : undefined}>
        {query.error && <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />}
        {children(query.data)}
      </div>
    );
  }
  if (query.error) return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  return <Skeleton rows={rows} />;
}

export function Skeleton({ rows }: { rows: number }) {
  return (
    <div className="skeleton" role="status" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all the same
        <div key={index} className="skeleton-row" />
      ))}
    </div>
  );
}
