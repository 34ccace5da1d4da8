// task runs: the list of those of one flow run.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table } from '../../ui/table.tsx';
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
            <Table
              label="Task runs"
              rows={runs}
              keyOf={({ id }) => id}
              columns={[
                {
                  head: 'Task run',
                  place: 'grow',
                  cell: ({ id, name, tags }) => (
                    <div className="row">
                      <Link href={`/task-runs/${id}`} className="cell-title">
                        {name}
                      </Link>
                      <TagList tags={tags} />
                    </div>
                  ),
                },
                { head: 'State', cell: (run) => <StateBadge type={run.state_type} name={run.state_name} /> },
                { head: 'Started', cell: (run) => <RelativeTime at={run.start_time ?? run.expected_start_time} /> },
                { head: 'Took', cell: ({ start_time, end_time }) => <Duration start={start_time} end={end_time} /> },
                { head: 'Attempts', cardLabel: 'Attempts', cell: ({ run_count }) => run_count },
              ]}
            />
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
