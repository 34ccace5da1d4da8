// deployments: a table of them.
import type { DeploymentResponse } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Lamp } from '../../ui/lamp.tsx';
import type { Aspect } from '../../ui/state-aspect.ts';
import { TagList } from '../../ui/tag-list.tsx';
import { RecentLamps, recentRunsByQuery } from '../flow-runs/index.ts';
import { useFlowNames } from '../names/index.ts';
import { scheduleText } from './schedule-text.ts';

export function deploymentAspect({ paused, status }: Pick<DeploymentResponse, 'paused' | 'status'>): Aspect {
  if (paused) return { tone: 'amber', shape: 'twin', moving: false };
  if (status === 'READY') return { tone: 'green', shape: 'disc', moving: false };
  return { tone: 'grey', shape: 'ring', moving: false };
}

export function deploymentWords({ paused, status }: Pick<DeploymentResponse, 'paused' | 'status'>): string {
  if (paused) return 'Paused';
  return status === 'READY' ? 'Ready' : 'No worker';
}

export function DeploymentTable({ deployments }: { deployments: readonly DeploymentResponse[] }) {
  const flowNames = useFlowNames(deployments.map(({ flow_id }) => flow_id));
  const runs = useQuery(
    recentRunsByQuery(
      'deployment_id',
      deployments.map(({ id }) => id),
    ),
  );
  return (
    <div className="table-frame">
      <table className="table table-cards" aria-label="Deployments">
        <thead>
          <tr>
            <th>Deployment</th>
            <th>Status</th>
            <th>Last runs</th>
            <th>Schedule</th>
            <th>Work pool</th>
            <th>Tags</th>
          </tr>
        </thead>
        <tbody>
          {deployments.map((deployment) => (
            <tr key={deployment.id}>
              <td className="grow">
                <Link href={`/deployments/${deployment.id}`} className="cell-title">
                  {deployment.name}
                </Link>
                <div className="cell-note">
                  <Link href={`/flows/${deployment.flow_id}`}>{flowNames.get(deployment.flow_id) ?? 'flow'}</Link>
                </div>
              </td>
              <td>
                <span className={`state tone-${deploymentAspect(deployment).tone}`}>
                  <Lamp aspect={deploymentAspect(deployment)} />
                  {deploymentWords(deployment)}
                </span>
              </td>
              <td>
                <RecentLamps runs={runs.data?.get(deployment.id) ?? []} />
              </td>
              <td>{scheduleSummary(deployment)}</td>
              <td>
                {deployment.work_pool_name && (
                  <Link href={`/work-pools/${encodeURIComponent(deployment.work_pool_name)}`}>
                    {deployment.work_pool_name}
                  </Link>
                )}
              </td>
              <td>{deployment.tags.length > 0 && <TagList tags={deployment.tags} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function scheduleSummary({ schedules }: DeploymentResponse): string | null {
  const active = schedules.filter((schedule) => schedule.active);
  const [first] = active;
  if (!first) return schedules.length === 0 ? null : 'off';
  const { words, rule } = scheduleText(first.schedule);
  const text = words === 'cron' || words === 'recurrence' ? (rule ?? words) : words;
  return active.length === 1 ? text : `${text} +${active.length - 1}`;
}
