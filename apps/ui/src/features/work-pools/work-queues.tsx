// work pools: its queues, each with a switch.
import type { WorkQueueResponse } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { client, useChange } from '../../api/index.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Slots } from '../../ui/slots.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Table } from '../../ui/table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { workQueuesQuery } from './queries.ts';
import { WorkPoolStatus } from './status.tsx';

export function WorkQueues({ workPool }: { workPool: string }) {
  const queues = useQuery(workQueuesQuery(workPool));
  const turn = useChange([['work_pools']], ({ queue, on }: { queue: WorkQueueResponse; on: boolean }) =>
    client.work_pool_queues.update({
      params: { work_pool_name: workPool, name: queue.name },
      body: { is_paused: !on },
    }),
  );
  return (
    <QueryView query={queues} rows={2}>
      {(data) => (
        <>
          {turn.error && <ErrorPanel error={turn.error} />}
          <Table
            label="Queues"
            rows={data.toSorted((a, b) => a.priority - b.priority)}
            keyOf={({ id }) => id}
            columns={[
              {
                head: 'Queue',
                place: 'grow',
                cell: ({ name, description }) => (
                  <>
                    <span className="cell-title">{name}</span>
                    {description && <div className="cell-note">{description}</div>}
                  </>
                ),
              },
              {
                head: 'Status',
                cell: ({ is_paused, status }) => <WorkPoolStatus status={is_paused ? 'PAUSED' : status} />,
              },
              { head: 'Priority', cardLabel: 'Priority', cell: ({ priority }) => priority },
              {
                head: 'Slots',
                cardLabel: 'Slots',
                cell: ({ active_slots, concurrency_limit }) => (
                  <Slots taken={active_slots ?? 0} limit={concurrency_limit} />
                ),
              },
              {
                head: 'Last asked for work',
                cardLabel: 'Asked',
                cell: ({ last_polled }) => <RelativeTime at={last_polled} none="never" />,
              },
              {
                head: 'On',
                place: 'end',
                cell: (queue) => (
                  <Switch
                    label={`Queue ${queue.name}`}
                    on={!queue.is_paused}
                    disabled={turn.isPending}
                    onChange={(on) => turn.mutate({ queue, on })}
                  />
                ),
              },
            ]}
          />
        </>
      )}
    </QueryView>
  );
}
