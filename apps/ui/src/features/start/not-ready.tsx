// start: work pools that nobody serves.
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Outcome } from '../../ui/outcome.tsx';
import { workPoolsQuery } from '../work-pools/index.ts';

export function NotReady() {
  const pools = useQuery(workPoolsQuery);
  const without = (pools.data ?? []).filter(({ status }) => status === 'NOT_READY');
  if (without.length === 0) return null;
  return (
    <Outcome tone="amber">
      No worker asks for work in{' '}
      {without.map(({ name }, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <Link href={`/work-pools/${encodeURIComponent(name)}`}>{name}</Link>
        </span>
      ))}
      . Runs that are due there wait.
    </Outcome>
  );
}
