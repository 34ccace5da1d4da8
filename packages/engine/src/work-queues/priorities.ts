// engine: the order of the queues of a pool: 1 is the most urgent, no two queues share a number.
import type { WorkQueueId } from '@signalbox/contract';

interface Prioritized {
  readonly id: WorkQueueId;
  readonly priority: number;
}

/** The most urgent number that no queue has. */
export function firstFreePriority(queues: readonly Prioritized[]): number {
  const taken = new Set(queues.map(({ priority }) => priority));
  let priority = 1;
  while (taken.has(priority)) priority++;
  return priority;
}

/** Which other queues have to step back when one takes a priority: as few as possible, up to the next gap. */
export function steppingBack(queues: readonly Prioritized[], id: WorkQueueId | null, priority: number): Prioritized[] {
  const behind = queues
    .filter((queue) => queue.id !== id && queue.priority >= priority)
    .sort((left, right) => left.priority - right.priority);
  const moved: Prioritized[] = [];
  let taken = priority;
  for (const queue of behind) {
    if (queue.priority > taken) break;
    taken += 1;
    moved.push({ id: queue.id, priority: taken });
  }
  return moved;
}
