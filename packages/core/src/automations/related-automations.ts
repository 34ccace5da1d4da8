// core: which automations have to do with a resource.
import type { Action, Automation, Trigger } from '@signalbox/contract';
import { eventTriggersIn } from './trigger-tree.ts';

/** What the actions act on, by its resource id. */
export function targetOf(action: Action): string | null {
  if ('deployment_id' in action && action.deployment_id !== null) return `prefect.deployment.${action.deployment_id}`;
  if ('work_pool_id' in action && action.work_pool_id !== null) return `prefect.work-pool.${action.work_pool_id}`;
  if ('work_queue_id' in action && action.work_queue_id !== null) return `prefect.work-queue.${action.work_queue_id}`;
  if ('automation_id' in action && action.automation_id !== null) return `prefect.automation.${action.automation_id}`;
  if ('block_document_id' in action) return `prefect.block-document.${action.block_document_id}`;
  return null;
}

function resourcesWatched(trigger: Trigger): string[] {
  return eventTriggersIn(trigger).flatMap(({ match, match_related }) =>
    [match, ...[match_related].flat()].flatMap((specification) => [specification['prefect.resource.id'] ?? []].flat()),
  );
}

/** Whether the automation watches the resource by its very id, or acts on it. */
export function concernsResource(automation: Automation, resource_id: string): boolean {
  const actions = [...automation.actions, ...automation.actions_on_trigger, ...automation.actions_on_resolve];
  return (
    resourcesWatched(automation.trigger).includes(resource_id) || actions.some((one) => targetOf(one) === resource_id)
  );
}
