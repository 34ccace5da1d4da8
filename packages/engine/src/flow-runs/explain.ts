// engine: why a flow run is where it is.
import {
  type Decision,
  type FlowRunExplanation,
  type FlowRunId,
  type FlowRunResponse,
  notFound,
  type Timestamp,
} from '@signalbox/contract';
import { isFinal, isScheduled, secondsBetween } from '@signalbox/core';
import {
  countOnlineWorkers,
  findFlowRun,
  findFlowRunLease,
  listFlowRunDecisions,
  type StoredLease,
} from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** @throws ApiError `not_found` */
export async function explainFlowRun(engine: Engine, id: FlowRunId): Promise<FlowRunExplanation> {
  const now = engine.clock();
  const { read } = engine.store;
  const run = await findFlowRun(read, id, now);
  if (!run) throw notFound('Flow run');
  const decisions = await listFlowRunDecisions(read, id);
  const lease = await findFlowRunLease(read, id);
  const workers = run.work_pool_id ? await countOnlineWorkers(read, run.work_pool_id) : 0;
  return { flow_run_id: id, summary: summaryOf({ run, lease, workers, decisions, now }), decisions };
}

interface Situation {
  readonly run: FlowRunResponse;
  readonly lease: StoredLease | null;
  readonly workers: number;
  readonly decisions: readonly Decision[];
  readonly now: Timestamp;
}

function summaryOf(situation: Situation): string {
  const { run, lease } = situation;
  if (run.state === null) return 'The run has no state yet: nothing has been proposed for it.';
  if (isFinal(run.state))
    return `The run ended as ${run.state.name}${run.state.message ? `: ${run.state.message}` : '.'}`;
  if (isScheduled(run.state)) return scheduledSummary(situation);
  const held =
    lease && !lease.released
      ? ` ${lease.holder} answers for it until ${lease.expires_at} (lease ${lease.fencing_number}).`
      : '';
  switch (run.state.type) {
    case 'PENDING':
      return `The run was claimed and its process is starting.${held}`;
    case 'RUNNING':
      return `The run is going, in attempt ${run.run_count}.${held || ' Nobody holds a lease on it: only its own reports tell how it ends.'}`;
    case 'PAUSED':
      return 'The run is paused: it goes on when it is resumed, or fails when its pause times out.';
    case 'CANCELLING':
      return `The run is being stopped: its worker ends the process and then reports it as cancelled.${held}`;
    default:
      return `The run is ${run.state.name}.`;
  }
}

function scheduledSummary({ run, workers, decisions, now }: Situation): string {
  const due = run.next_scheduled_start_time;
  const last = decisions.at(-1);
  if (last && last.verdict !== 'accept' && last.reason)
    return `The last attempt to start it was refused: ${last.reason}`;
  if (due && due > now) return `The run is due at ${due}, in ${Math.ceil(secondsBetween(now, due))} s.`;
  if (run.work_pool_name === null) {
    return run.deployment_id
      ? 'The run is due, and its deployment has no work pool: only the process that serves the deployment can start it.'
      : 'The run is due, and has no deployment: only the process that made it can start it.';
  }
  if (workers === 0)
    return `The run is due, but no worker of pool '${run.work_pool_name}' is online: start one with: signalbox worker start --pool ${run.work_pool_name}`;
  return `The run is due and waits for one of ${workers} workers of pool '${run.work_pool_name}': they may be at their limit, or the pool or queue is paused or full.`;
}
