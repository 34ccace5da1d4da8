// deployments: a table of them.
import type { DeploymentResponse } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Lamp } from '../../ui/lamp.tsx';
import type { Aspect } from '../../ui/state-aspect.ts';
import { Table } from '../../ui/table.tsx';
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
    <Table
      label="Deployments"
      rows={deployments}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Deployment',
          place: 'grow',
          cell: ({ id, name, flow_id }) => (
            <>
              <Link href={`/deployments/${id}`} className="cell-title">
                {name}
              </Link>
              <div className="cell-note">
                <Link href={`/flows/${flow_id}`}>{flowNames.get(flow_id) ?? 'flow'}</Link>
              </div>
            </>
          ),
        },
        {
          head: 'Status',
          cell: (deployment) => (
            <span className={`state tone-${deploymentAspect(deployment).tone}`}>
              <Lamp aspect={deploymentAspect(deployment)} />
              {deploymentWords(deployment)}
            </span>
          ),
        },
        { head: 'Last runs', cell: ({ id }) => <RecentLamps runs={runs.data?.get(id) ?? []} /> },
        { head: 'Schedule', cell: scheduleSummary },
        {
          head: 'Work pool',
          cell: ({ work_pool_name }) =>
            work_pool_name && <Link href={`/work-pools/${encodeURIComponent(work_pool_name)}`}>{work_pool_name}</Link>,
        },
        { head: 'Tags', cell: ({ tags }) => tags.length > 0 && <TagList tags={tags} /> },
      ]}
    />
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
