// engine: the event of a flow run's change of state; names and related resources as a Prefect server emits them.
import type { Event, EventId, RelatedResource, State } from '@signalbox/contract';
import { type Decoded, type FlowRunRow, findPlaceOfQueue } from '@signalbox/store';
import type { Unit } from '../engine.ts';
import { deploymentName, flowName } from './names.ts';

type Run = Decoded<FlowRunRow>;

const related = (id: string, role: string, name: string, more: RelatedResource = {}): RelatedResource => ({
  'prefect.resource.id': id,
  'prefect.resource.role': role,
  'prefect.resource.name': name,
  ...more,
});

async function relatedResources(unit: Unit, run: Run): Promise<RelatedResource[]> {
  const { transaction, owner } = unit;
  const resources = [related(`prefect.flow.${run.flow_id}`, 'flow', await flowName(owner, transaction, run.flow_id))];
  if (run.deployment_id) {
    resources.push(
      related(
        `prefect.deployment.${run.deployment_id}`,
        'deployment',
        await deploymentName(owner, transaction, run.deployment_id),
      ),
    );
  }
  const place = run.work_queue_id ? await findPlaceOfQueue(transaction, run.work_queue_id) : null;
  if (place) {
    resources.push(
      related(`prefect.work-queue.${run.work_queue_id}`, 'work-queue', place.queue_name),
      related(`prefect.work-pool.${place.pool_id}`, 'work-pool', place.pool_name, {
        'prefect.work-pool.type': place.pool_type,
      }),
    );
  }
  for (const tag of run.tags)
    resources.push({ 'prefect.resource.id': `prefect.tag.${tag}`, 'prefect.resource.role': 'tag' });
  return resources;
}

const brief = (state: State) => ({
  type: state.type,
  name: state.name,
  ...(state.message ? { message: state.message } : {}),
});

/** The event has the id of the state, so that repeating it changes nothing, and follows the event of the state before. */
export async function flowRunStateEvent(unit: Unit, run: Run, initial: State | null, state: State): Promise<Event> {
  return {
    id: state.id as string as EventId,
    occurred: state.timestamp,
    event: `prefect.flow-run.${state.name}`,
    resource: {
      'prefect.resource.id': `prefect.flow-run.${run.id}`,
      'prefect.resource.name': run.name,
      'prefect.run-count': String(run.run_count),
      'prefect.state-message': state.message ?? '',
      'prefect.state-name': state.name ?? '',
      'prefect.state-timestamp': state.timestamp,
      'prefect.state-type': state.type,
    },
    related: await relatedResources(unit, run),
    payload: {
      intended: { from: initial?.type ?? null, to: state.type },
      initial_state: initial ? brief(initial) : null,
      validated_state: brief(state),
    },
    follows: initial?.id ?? null,
  };
}
