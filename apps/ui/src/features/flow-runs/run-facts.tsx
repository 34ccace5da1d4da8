// flow runs: what is known about a run, in short.
import type { FlowRunResponse } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { KeyValues } from '../../ui/key-values.tsx';
import { TagList } from '../../ui/tag-list.tsx';
import { Duration, RelativeTime } from '../../ui/time.tsx';
import { eventsHref } from '../events/index.ts';
import { useDeploymentNames } from '../names/index.ts';
import { parentRunQuery } from './queries.ts';

export function RunFacts({ run }: { run: FlowRunResponse }) {
  const deploymentNames = useDeploymentNames([run.deployment_id]);
  const parent = useQuery(parentRunQuery(run.parent_task_run_id));
  const queue = run.work_queue_name === null ? '' : ` / ${run.work_queue_name}`;
  return (
    <KeyValues
      entries={[
        run.start_time === null
          ? ['Due', <RelativeTime key="due" at={run.next_scheduled_start_time ?? run.expected_start_time} />]
          : ['Started', <RelativeTime key="started" at={run.start_time} />],
        ['Took', <Duration key="took" start={run.start_time} end={run.end_time} />],
        [
          'Deployment',
          run.deployment_id && (
            <Link key="deployment" href={`/deployments/${run.deployment_id}`}>
              {deploymentNames.get(run.deployment_id) ?? 'deployment'}
            </Link>
          ),
        ],
        [
          'Work pool',
          run.work_pool_name && (
            <Link key="pool" href={`/work-pools/${encodeURIComponent(run.work_pool_name)}`}>
              {run.work_pool_name}
              {queue}
            </Link>
          ),
        ],
        ...(parent.data
          ? [
              [
                'Part of',
                <Link key="parent" href={`/flow-runs/${parent.data.id}`}>
                  {parent.data.name}
                </Link>,
              ] as const,
            ]
          : []),
        ['Attempts', String(run.run_count)],
        [
          'Events',
          <Link key="events" href={eventsHref(`prefect.flow-run.${run.id}`)}>
            what happened to it
          </Link>,
        ],
        ...(run.created_by?.display_value ? ([['Created by', run.created_by.display_value]] as const) : []),
        ...(run.deployment_version ? ([['Version', run.deployment_version]] as const) : []),
        ...(run.tags.length > 0 ? ([['Tags', <TagList key="tags" tags={run.tags} />]] as const) : []),
      ]}
    />
  );
}
