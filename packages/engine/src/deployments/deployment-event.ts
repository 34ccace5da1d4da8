// engine: the events of a deployment's life, named and related as a Prefect server emits them.
import type { DeploymentId, RelatedResource } from '@signalbox/contract';
import { findPlaceOfQueue, findStoredDeployment, type StoredDeployment } from '@signalbox/store';
import type { Unit } from '../engine.ts';
import { type Changes, resourceEvent } from '../events/resource-event.ts';
import { flowName } from '../flow-runs/names.ts';
import { relatedPool } from '../work-pools/pool-events.ts';

type What = 'created' | 'updated' | 'deleted' | 'ready' | 'not-ready';

async function relatedTo(unit: Unit, deployment: StoredDeployment): Promise<RelatedResource[]> {
  const { transaction, owner } = unit;
  const { flow_id, work_queue_id, concurrency_limit_id } = deployment;
  const related: RelatedResource[] = [
    {
      'prefect.resource.id': `prefect.flow.${flow_id}`,
      'prefect.resource.name': await flowName(owner, transaction, flow_id),
      'prefect.resource.role': 'flow',
    },
  ];
  const place = work_queue_id ? await findPlaceOfQueue(transaction, work_queue_id) : null;
  if (place) {
    related.push(
      {
        'prefect.resource.id': `prefect.work-queue.${work_queue_id}`,
        'prefect.resource.name': place.queue_name,
        'prefect.resource.role': 'work-queue',
      },
      relatedPool({ id: place.pool_id, name: place.pool_name, type: place.pool_type }),
    );
  }
  if (concurrency_limit_id) {
    related.push({
      'prefect.resource.id': `prefect.concurrency-limit.${concurrency_limit_id}`,
      'prefect.resource.role': 'concurrency-limit',
    });
  }
  return related;
}

/** Tells of a deployment as it is in this unit. */
export async function emitDeploymentEvent(unit: Unit, what: What, id: DeploymentId, changes?: Changes): Promise<void> {
  const deployment = await findStoredDeployment(unit.transaction, id);
  if (!deployment) return;
  const told = {
    event: `prefect.deployment.${what}`,
    resource: { 'prefect.resource.id': `prefect.deployment.${id}`, 'prefect.resource.name': deployment.name },
    related: await relatedTo(unit, deployment),
    ...(changes && { payload: changes }),
  };
  unit.emit(resourceEvent(unit.now, told));
}
