// ecs: what the failures in the answer of RunTask mean, as pure rules.
import type { Failure } from '@aws-sdk/client-ecs';

interface Meaning {
  readonly pattern: RegExp;
  /** Whether it may be otherwise soon. */
  readonly passes: boolean;
  readonly says: string;
}

const MEANINGS: readonly Meaning[] = [
  { pattern: /^RESOURCE:MEMORY/, passes: true, says: 'no instance has as much memory free. Add one, or lower memory' },
  { pattern: /^RESOURCE:CPU/, passes: true, says: 'no instance has as much CPU free. Add one, or lower cpu' },
  { pattern: /^RESOURCE:ENI/, passes: true, says: 'no instance has a network interface free. Add an instance' },
  { pattern: /^RESOURCE:PORTS/, passes: true, says: 'the port is taken on every instance. Leave hostPort out' },
  { pattern: /^RESOURCE:GPU/, passes: true, says: 'no instance has a GPU free. Add one' },
  { pattern: /^RESOURCE/, passes: true, says: 'the cluster has no room for the task. Add an instance' },
  { pattern: /^AGENT/, passes: true, says: 'the agent of the instance is not connected. Look at the instance' },
  { pattern: /capacity|try again|insufficient/i, passes: true, says: 'AWS has no capacity for it at this time' },
  { pattern: /^EMPTY|no container instances/i, passes: true, says: 'the cluster has no instance. Add one' },
  { pattern: /^ATTRIBUTE/, passes: false, says: 'no instance has an attribute that the task definition asks for' },
  { pattern: /^LOCATION/, passes: false, says: 'no instance is in a zone of the subnets of the task' },
  { pattern: /^(MISSING|INACTIVE)/, passes: false, says: 'what the task names does not exist any more' },
];

const meaningOf = ({ reason = '' }: Failure): Meaning | undefined =>
  MEANINGS.find(({ pattern }) => pattern.test(reason));

/** Whether to ask again: AWS had no room, and may have some soon. */
export const mayPass = (failures: readonly Failure[]): boolean =>
  failures.every((failure) => meaningOf(failure)?.passes ?? false);

export function explainFailures(failures: readonly Failure[]): string {
  if (failures.length === 0) return 'ECS answered with no task and no reason.';
  const reasons = failures.map((failure) => {
    const { reason = 'no reason', detail } = failure;
    const says = meaningOf(failure)?.says;
    return [reason, says, detail].filter((text) => text !== undefined && text !== '').join(': ');
  });
  return `ECS did not place the task: ${[...new Set(reasons)].join('; ')}.`;
}
