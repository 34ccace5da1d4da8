// flow runs: a table of runs.
import type { FlowRunResponse } from '@signalbox/contract';
import { Link } from 'wouter';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table } from '../../ui/table.tsx';
import { TagList } from '../../ui/tag-list.tsx';
import { Duration, RelativeTime } from '../../ui/time.tsx';
import './flow-run-table.css';
import { useDeploymentNames, useFlowNames } from '../names/index.ts';

interface FlowRunTableProps {
  readonly runs: readonly FlowRunResponse[];
  readonly label: string;
}

export function FlowRunTable({ runs, label }: FlowRunTableProps) {
  const flowNames = useFlowNames(runs.map((run) => run.flow_id));
  const deploymentNames = useDeploymentNames(runs.map((run) => run.deployment_id));
  return (
    <Table
      label={label}
      className="runs-table"
      rows={runs}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Run',
          place: 'grow',
          cell: ({ id, name, flow_id, deployment_id }) => (
            <>
              <Link href={`/flow-runs/${id}`} className="cell-title">
                {name}
              </Link>
              <div className="cell-note">
                <Link href={`/flows/${flow_id}`}>{flowNames.get(flow_id) ?? 'flow'}</Link>
                {deployment_id !== null && (
                  <>
                    {' / '}
                    <Link href={`/deployments/${deployment_id}`}>
                      {deploymentNames.get(deployment_id) ?? 'deployment'}
                    </Link>
                  </>
                )}
              </div>
            </>
          ),
        },
        { head: 'State', cell: (run) => <StateBadge type={run.state_type} name={run.state_name} /> },
        { head: 'Started', cell: (run) => <RelativeTime at={run.start_time ?? run.expected_start_time} /> },
        {
          head: 'Took',
          cell: ({ start_time, end_time }) => start_time !== null && <Duration start={start_time} end={end_time} />,
        },
        { head: 'Tags', cell: ({ tags }) => tags.length > 0 && <TagList tags={tags} /> },
      ]}
    />
  );
}
