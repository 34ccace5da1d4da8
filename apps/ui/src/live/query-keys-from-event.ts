// live: which queries an event makes stale.
import type { Event } from '@signalbox/contract';

export type QueryKeyPrefix = readonly string[];

const FLOW_RUN = 'prefect.flow-run.';

/** Resources whose queries all begin with one word, by the first words of their events. */
const WHOLE_RESOURCES: readonly (readonly [prefix: string, resource: string])[] = [
  ['prefect.deployment.', 'deployments'],
  ['prefect.work-pool.', 'work_pools'],
  ['prefect.work-queue.', 'work_pools'],
  ['prefect.worker.', 'work_pools'],
  ['prefect.flow.', 'flows'],
  ['prefect.variable.', 'variables'],
  ['prefect.block-document.', 'block_documents'],
  ['prefect.concurrency-limit.', 'concurrency_limits'],
  ['prefect.automation.', 'automations'],
];

const idOf = (resource: Readonly<Record<string, string>>): string => resource['prefect.resource.id'] ?? '';

function flowRunIds(event: Pick<Event, 'resource' | 'related'>): string[] {
  const ids = [event.resource, ...event.related].map(idOf).filter((id) => id.startsWith(FLOW_RUN));
  return [...new Set(ids.map((id) => id.slice(FLOW_RUN.length)))];
}

/**
 * The prefixes of the query keys that an event makes stale: none for an event that changes nothing that is shown, such
 * as a heartbeat.
 */
export function queryKeysFromEvent(event: Pick<Event, 'event' | 'resource' | 'related'>): QueryKeyPrefix[] {
  const name = event.event;
  if (name.endsWith('.heartbeat')) return [];
  const runs = flowRunIds(event);
  if (name.startsWith(FLOW_RUN)) return [['flow_runs', 'many'], ...runs.map((id) => ['flow_runs', 'one', id])];
  if (name.startsWith('prefect.task-run.')) {
    const taskRun = idOf(event.resource).slice('prefect.task-run.'.length);
    return [
      ['task_runs', 'one', taskRun],
      ...runs.flatMap((id) => [
        ['flow_runs', 'one', id, 'graph'],
        ['flow_runs', 'one', id, 'task_runs'],
      ]),
    ];
  }
  if (name.startsWith('prefect.artifact')) {
    return [['artifacts'], ...runs.map((id) => ['flow_runs', 'one', id, 'artifacts'])];
  }
  return WHOLE_RESOURCES.filter(([prefix]) => name.startsWith(prefix)).map(([, resource]) => [resource]);
}
