// engine: events from outside: kept once each, and acted on.
import { type Event, FlowRunId } from '@signalbox/contract';
import type { Engine, Unit } from '../engine.ts';
import { keepLeaseByHeartbeat } from '../leases/leases.ts';
import { isTaskRunEvent, recordTaskRunEvents } from '../task-runs/record-task-run-events.ts';

const HEARTBEAT = 'prefect.flow-run.heartbeat';

/** Keeps the events and what they tell of task runs, all in one commit; resolves when they are on disk. */
export function receiveEvents(engine: Engine, events: readonly Event[]): Promise<void> {
  return engine.write(async (unit) => {
    for (const event of events) {
      unit.emit(event);
      if (event.event === HEARTBEAT) await beat(unit, event, engine.settings.heartbeat_lost_after_seconds);
    }
    await recordTaskRunEvents(unit, events.filter(isTaskRunEvent));
  });
}

async function beat(unit: Unit, event: Event, duration_seconds: number): Promise<void> {
  const id = FlowRunId.safeParse(event.resource['prefect.resource.id']?.slice('prefect.flow-run.'.length));
  if (id.success) await keepLeaseByHeartbeat(unit, id.data, duration_seconds);
}
