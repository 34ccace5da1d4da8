// work pools: its queues, each with a switch.
import type { WorkQueueResponse } from '@signalbox/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/index.ts';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Slots } from '../../ui/slots.tsx';
import { Switch } from '../../ui/switch.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { workQueuesQuery } from './queries.ts';
import { WorkPoolStatus } from './status.tsx';

export function WorkQueues({ workPool }: { workPool: string }) {
  const queries = useQueryClient();
  const queues = useQuery(workQueuesQuery(workPool));
  const turn = useMutation({
    mutationFn: ({ queue, on }: { queue: WorkQueueResponse; on: boolean }) =>
      client.work_pool_queues.update({
        params: { work_pool_name: workPool, name: queue.name },
        body: { is_paused: !on },
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['work_pools'] }),
  });
  return (
    <QueryView query={queues} rows={2}>
      {(data) => (
        <>
          {turn.error && <ErrorPanel error={turn.error} />}
          <div className="table-frame">
            <table className="table table-cards" aria-label="Queues">
              <thead>
                <tr>
                  <th>Queue</th>
                  <th>Status</th>
                  <th>Priority</th>
                  <th>Slots</th>
                  <th>Last asked for work</th>
                  <th className="end">On</th>
                </tr>
              </thead>
              <tbody>
                {data
                  .toSorted((a, b) => a.priority - b.priority)
                  .map((queue) => (
                    <tr key={queue.id}>
                      <td className="grow">
                        <span className="cell-title">{queue.name}</span>
                        {queue.description && <div className="cell-note">{queue.description}</div>}
                      </td>
                      <td>
                        <WorkPoolStatus status={queue.is_paused ? 'PAUSED' : queue.status} />
                      </td>
                      <td data-label="Priority">{queue.priority}</td>
                      <td data-label="Slots">
                        <Slots taken={queue.active_slots ?? 0} limit={queue.concurrency_limit} />
                      </td>
                      <td data-label="Asked">
                        <RelativeTime at={queue.last_polled} none="never" />
                      </td>
                      <td className="end">
                        <Switch
                          label={`Queue ${queue.name}`}
                          on={!queue.is_paused}
                          disabled={turn.isPending}
                          onChange={(on) => turn.mutate({ queue, on })}
                        />
                      </td>
                    </tr>
                  ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </QueryView>
  );
}
