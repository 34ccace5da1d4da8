// work pools: its workers and whether they are heard of.
import type { WorkPoolResponse } from '@signalbox/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/index.ts';
import { Command } from '../../ui/command.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { durationText } from '../../ui/time-format.ts';
import { workersQuery } from './queries.ts';
import { WorkPoolStatus } from './status.tsx';

export function Workers({ pool }: { pool: WorkPoolResponse }) {
  const queries = useQueryClient();
  const workers = useQuery(workersQuery(pool.name));
  const forget = useMutation({
    mutationFn: (name: string) => client.workers.delete({ params: { work_pool_name: pool.name, name } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['work_pools'] }),
  });
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
            <div className="table-frame">
              <table className="table table-cards" aria-label="Workers">
                <thead>
                  <tr>
                    <th>Worker</th>
                    <th>Status</th>
                    <th>Last heartbeat</th>
                    <th>Heartbeat every</th>
                    <th>
                      <span className="hidden-visually">Actions</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {data.map((worker) => (
                    <tr key={worker.id}>
                      <td className="grow cell-title">{worker.name}</td>
                      <td>
                        <WorkPoolStatus status={worker.status} />
                      </td>
                      <td data-label="Heartbeat">
                        <RelativeTime at={worker.last_heartbeat_time} none="never" />
                      </td>
                      <td data-label="every">
                        {worker.heartbeat_interval_seconds !== null && durationText(worker.heartbeat_interval_seconds)}
                      </td>
                      <td className="end">
                        {worker.status === 'OFFLINE' && (
                          <ConfirmButton
                            label="Forget"
                            question={`Forget ${worker.name}?`}
                            quiet
                            onConfirm={() => forget.mutate(worker.name)}
                          >
                            <p>It leaves this list. When it asks for work again it comes back.</p>
                          </ConfirmButton>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          </>
        )
      }
    </QueryView>
  );
}
