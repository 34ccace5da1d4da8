// work pools: the list.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Command } from '../../ui/command.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Slots } from '../../ui/slots.tsx';
import { Table } from '../../ui/table.tsx';
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
            <Table
              label="Work pools"
              rows={data}
              keyOf={({ id }) => id}
              columns={[
                {
                  head: 'Work pool',
                  place: 'grow',
                  cell: ({ name, description }) => (
                    <>
                      <Link href={`/work-pools/${encodeURIComponent(name)}`} className="cell-title">
                        {name}
                      </Link>
                      {description && <div className="cell-note">{description}</div>}
                    </>
                  ),
                },
                { head: 'Status', cell: ({ status }) => <WorkPoolStatus status={status} /> },
                { head: 'Type', cell: ({ type }) => type },
                {
                  head: 'Slots',
                  cardLabel: 'Slots',
                  cell: ({ active_slots, concurrency_limit }) => (
                    <Slots taken={active_slots ?? 0} limit={concurrency_limit} />
                  ),
                },
              ]}
            />
          )
        }
      </QueryView>
    </Page>
  );
}
