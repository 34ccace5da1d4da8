// deployments: what is known about one, in short.
import type { DeploymentResponse } from '@signalbox/contract';
import { Link } from 'wouter';
import { KeyValues } from '../../ui/key-values.tsx';
import { TagList } from '../../ui/tag-list.tsx';
import { RelativeTime } from '../../ui/time.tsx';

export function DeploymentFacts({ deployment }: { deployment: DeploymentResponse }) {
  const pool = deployment.work_pool_name;
  const limit = deployment.global_concurrency_limit?.limit ?? deployment.concurrency_limit;
  const author = deployment.updated_by?.display_value ?? deployment.created_by?.display_value;
  return (
    <KeyValues
      entries={[
        [
          'Work pool',
          pool && (
            <Link key="pool" href={`/work-pools/${encodeURIComponent(pool)}`}>
              {pool}
              {deployment.work_queue_name && ` / ${deployment.work_queue_name}`}
            </Link>
          ),
        ],
        ['Last asked for work', <RelativeTime key="polled" at={deployment.last_polled} none="never" />],
        ...(deployment.version === null ? [] : ([['Version', deployment.version]] as const)),
        ...(limit === null
          ? []
          : ([
              [
                'At most at a time',
                `${limit}, then ${deployment.concurrency_options?.collision_strategy === 'CANCEL_NEW' ? 'cancel new runs' : 'wait'}`,
              ],
            ] as const)),
        ['Updated', <RelativeTime key="updated" at={deployment.updated} />],
        ...(author ? ([['By', author]] as const) : []),
        ...(deployment.tags.length > 0 ? ([['Tags', <TagList key="tags" tags={deployment.tags} />]] as const) : []),
      ]}
    />
  );
}
