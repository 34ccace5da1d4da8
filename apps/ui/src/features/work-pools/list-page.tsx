// work pools: the list.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Command } from '../../ui/command.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Slots } from '../../ui/slots.tsx';
import { workPoolsQuery } from './queries.ts';
import { WorkPoolStatus } from './status.tsx';

export function WorkPoolsPage() {
  const pools = useQuery(workPoolsQuery);
  return (
    <Page title="Work pools">
      <QueryView query={pools} rows={3}>
        {(data) =>
          data.length === 0 ? (
            <EmptyState title="There is no work pool yet.">
              <p>A work pool is where deployed runs wait for a worker. Starting a worker makes its pool:</p>
              <Command text="npx signalbox worker start --pool local" />
            </EmptyState>
          ) : (
            <div className="table-frame">
              <table className="table table-cards" aria-label="Work pools">
                <thead>
                  <tr>
                    <th>Work pool</th>
                    <th>Status</th>
                    <th>Type</th>
                    <th>Slots</th>
                  </tr>
                </thead>
                <tbody>
                  {data.map((pool) => (
                    <tr key={pool.id}>
                      <td className="grow">
                        <Link href={`/work-pools/${encodeURIComponent(pool.name)}`} className="cell-title">
                          {pool.name}
                        </Link>
                        {pool.description && <div className="cell-note">{pool.description}</div>}
                      </td>
                      <td>
                        <WorkPoolStatus status={pool.status} />
                      </td>
                      <td>{pool.type}</td>
                      <td data-label="Slots">
                        <Slots taken={pool.active_slots ?? 0} limit={pool.concurrency_limit} />
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}
