// work pools: its workers and whether they are heard of.
import type { WorkPoolResponse } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { client, useChange } from '../../api/index.ts';
import { Command } from '../../ui/command.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Table } from '../../ui/table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { durationText } from '../../ui/time-format.ts';
import { workersQuery } from './queries.ts';
import { WorkPoolStatus } from './status.tsx';

export function Workers({ pool }: { pool: WorkPoolResponse }) {
  const workers = useQuery(workersQuery(pool.name));
  const forget = useChange([['work_pools']], (name: string) =>
    client.workers.delete({ params: { work_pool_name: pool.name, name } }),
  );
  return (
    <QueryView query={workers} rows={2}>
      {(data) =>
        data.length === 0 ? (
          <EmptyState title="No worker has ever asked for work here.">
            <p>Runs wait until one does. Start one where the runs are to run:</p>
            <Command text={`npx signalbox worker start --pool ${pool.name}`} />
          </EmptyState>
        ) : (
          <>
            {forget.error && <ErrorPanel error={forget.error} />}
            <Table
              label="Workers"
              rows={data}
              keyOf={({ id }) => id}
              columns={[
                { head: 'Worker', place: 'grow', cell: ({ name }) => <span className="cell-title">{name}</span> },
                { head: 'Status', cell: ({ status }) => <WorkPoolStatus status={status} /> },
                {
                  head: 'Last heartbeat',
                  cardLabel: 'Heartbeat',
                  cell: ({ last_heartbeat_time }) => <RelativeTime at={last_heartbeat_time} none="never" />,
                },
                {
                  head: 'Heartbeat every',
                  cardLabel: 'every',
                  cell: ({ heartbeat_interval_seconds }) =>
                    heartbeat_interval_seconds !== null && durationText(heartbeat_interval_seconds),
                },
                {
                  head: 'Actions',
                  isHeadHidden: true,
                  place: 'end',
                  cell: ({ name, status }) =>
                    status === 'OFFLINE' && (
                      <ConfirmButton
                        label="Forget"
                        question={`Forget ${name}?`}
                        quiet
                        onConfirm={() => forget.mutate(name)}
                      >
                        <p>It leaves this list. When it asks for work again it comes back.</p>
                      </ConfirmButton>
                    ),
                },
              ]}
            />
          </>
        )
      }
    </QueryView>
  );
}
