// deployments: when it runs next.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { RelativeTime } from '../../ui/time.tsx';
import { exactTime } from '../../ui/time-format.ts';
import { nextRunsQuery } from '../flow-runs/index.ts';

export function NextRuns({ deploymentId }: { deploymentId: string }) {
  const next = useQuery(nextRunsQuery(deploymentId));
  if (!next.data || next.data.length === 0) return null;
  return (
    <>
      <h3>Next runs</h3>
      <ul className="next-runs">
        {next.data.map((run) => {
          const at = run.next_scheduled_start_time ?? run.expected_start_time;
          return (
            <li key={run.id}>
              <Link href={`/flow-runs/${run.id}`}>{at === null ? run.name : exactTime(new Date(at))}</Link>
              <span className="faint">
                <RelativeTime at={at} />
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
