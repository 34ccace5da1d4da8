// task runs: the list of those of one flow run.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { TagList } from '../../ui/tag-list.tsx';
import { Duration, RelativeTime } from '../../ui/time.tsx';
import { TASK_RUNS_PAGE_SIZE, taskRunCountQuery, taskRunsQuery } from './queries.ts';

export function TaskRunsOfRun({ flowRunId }: { flowRunId: string }) {
  const [page, setPage] = useState(1);
  const count = useQuery(taskRunCountQuery(flowRunId));
  const taskRuns = useQuery(taskRunsQuery(flowRunId, page));
  const total = count.data ?? 0;
  return (
    <QueryView query={taskRuns} rows={8}>
      {(runs) =>
        runs.length === 0 ? (
          <EmptyState title="No task has run yet.">
            <p>Each call of a task in the flow appears here, with its state and how long it took.</p>
          </EmptyState>
        ) : (
          <div className="stack-tight">
            <div className="table-frame">
              <table className="table table-cards" aria-label="Task runs">
                <thead>
                  <tr>
                    <th>Task run</th>
                    <th>State</th>
                    <th>Started</th>
                    <th>Took</th>
                    <th>Attempts</th>
                  </tr>
                </thead>
                <tbody>
                  {runs.map((run) => (
                    <tr key={run.id}>
                      <td className="grow">
                        <div className="row">
                          <Link href={`/task-runs/${run.id}`} className="cell-title">
                            {run.name}
                          </Link>
                          <TagList tags={run.tags} />
                        </div>
                      </td>
                      <td>
                        <StateBadge type={run.state_type} name={run.state_name} />
                      </td>
                      <td>
                        <RelativeTime at={run.start_time ?? run.expected_start_time} />
                      </td>
                      <td>
                        <Duration start={run.start_time} end={run.end_time} />
                      </td>
                      <td data-label="Attempts">{run.run_count}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
            <Pagination
              page={page}
              pages={Math.max(1, Math.ceil(total / TASK_RUNS_PAGE_SIZE))}
              count={total}
              noun={total === 1 ? 'task run' : 'task runs'}
              onChange={setPage}
            />
          </div>
        )
      }
    </QueryView>
  );
}
