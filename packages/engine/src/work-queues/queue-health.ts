// engine: whether a work queue is looked after.
import type { WorkQueueResponse, WorkQueueStatusDetail } from '@signalbox/contract';
import { secondsBetween } from '@signalbox/core';
import { countLateRuns } from '@signalbox/store';
import type { Engine } from '../engine.ts';

const POLICY = { maximum_late_runs: 0, maximum_seconds_since_last_polled: 60 } as const;

/** Healthy: no run is late, and somebody asked for runs within the last minute. */
export async function queueHealth(engine: Engine, queue: WorkQueueResponse): Promise<WorkQueueStatusDetail> {
  const late_runs_count = await countLateRuns(engine.store.read, queue.id);
  const isPolled =
    queue.last_polled !== null &&
    secondsBetween(queue.last_polled, engine.clock()) <= POLICY.maximum_seconds_since_last_polled;
  return {
    healthy: isPolled && late_runs_count <= POLICY.maximum_late_runs,
    late_runs_count,
    last_polled: queue.last_polled,
    health_check_policy: POLICY,
  };
}
