// flow runs: a table of runs.
import type { FlowRunResponse } from '@signalbox/contract';
import { Link } from 'wouter';
import { StateBadge } from '../../ui/state-badge.tsx';
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
    <div className="table-frame">
      <table className="table table-cards runs-table" aria-label={label}>
        <thead>
          <tr>
            <th>Run</th>
            <th>State</th>
            <th>Started</th>
            <th>Took</th>
            <th>Tags</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id}>
              <td className="grow">
                <Link href={`/flow-runs/${run.id}`} className="cell-title">
                  {run.name}
                </Link>
                <div className="cell-note">
                  <Link href={`/flows/${run.flow_id}`}>{flowNames.get(run.flow_id) ?? 'flow'}</Link>
                  {run.deployment_id !== null && (
                    <>
                      {' / '}
                      <Link href={`/deployments/${run.deployment_id}`}>
                        {deploymentNames.get(run.deployment_id) ?? 'deployment'}
                      </Link>
                    </>
                  )}
                </div>
              </td>
              <td>
                <StateBadge type={run.state_type} name={run.state_name} />
              </td>
              <td>
                <RelativeTime at={run.start_time ?? run.expected_start_time} />
              </td>
              <td>{run.start_time !== null && <Duration start={run.start_time} end={run.end_time} />}</td>
              <td>{run.tags.length > 0 && <TagList tags={run.tags} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
