// tests: one run that reports itself over a connection of its own, and writes down what the server acknowledged.
import { randomUUID } from 'node:crypto';
import type { Client, EmittedEvent } from '@signalbox/client';
import type { FlowId, FlowRunId, StateType } from '@signalbox/contract';
import type { Chance } from './chance.ts';
import type { Ledger } from './ledger.ts';

const BATCHES = 4;
const LINES_PER_BATCH = 10;
const TASKS = 3;
/** Milliseconds between two reports. */
const PAUSE_MS = [100, 1_000] as const;

export interface ReporterOptions {
  readonly client: Client;
  readonly flow_id: FlowId;
  readonly ledger: Ledger;
  readonly chance: Chance;
}

function taskEvent(flow_run_id: FlowRunId, task_key: string): EmittedEvent {
  const now = new Date().toISOString();
  const state = { type: 'COMPLETED', name: 'Completed', message: '', state_details: {} };
  return {
    id: randomUUID(),
    occurred: now,
    event: 'prefect.task-run.Completed',
    resource: {
      'prefect.resource.id': `prefect.task-run.${randomUUID()}`,
      'prefect.resource.name': task_key,
      'prefect.run-count': '1',
      'prefect.state-message': '',
      'prefect.state-name': 'Completed',
      'prefect.state-timestamp': now,
      'prefect.state-type': 'COMPLETED',
      'prefect.orchestration': 'client',
    },
    related: [{ 'prefect.resource.id': `prefect.flow-run.${flow_run_id}`, 'prefect.resource.role': 'flow-run' }],
    payload: {
      intended: { from: null, to: 'COMPLETED' },
      initial_state: null,
      validated_state: state,
      task_run: { name: task_key, task_key, dynamic_key: '0', run_count: 1, start_time: now, end_time: now },
    },
  };
}

/** Each repeat carries the same key, so that a request whose answer was lost is not done twice. */
export async function reportRun({ client, flow_id, ledger, chance }: ReporterOptions): Promise<FlowRunId> {
  const idempotency_key = randomUUID();
  const { id } = await client.flow_runs.create({
    body: { flow_id, idempotency_key, state: { type: 'PENDING', name: 'Pending' } },
  });
  const acknowledged = ledger.created(id);
  const moveTo = async (type: StateType): Promise<void> => {
    const { state } = await client.flow_runs.set_state({
      params: { id },
      body: { state: { type, state_details: { transition_id: randomUUID() } } },
    });
    if (state?.type !== type) throw new Error(`run ${id} was to be ${type} and is ${state?.type}`);
    acknowledged.state_ids.push(state.id);
  };
  await moveTo('RUNNING');
  for (let batch = 0; batch < BATCHES; batch++) {
    await chance.pause(...PAUSE_MS);
    const lines = Array.from({ length: LINES_PER_BATCH }, (_, line) => `${id} batch ${batch} line ${line}`);
    const timestamp = new Date().toISOString();
    const logs = lines.map((message) => ({ name: 'faults', level: 20, message, timestamp, flow_run_id: id }));
    await client.logs.create({ body: logs });
    acknowledged.log_lines.push(...lines);
    if (batch >= TASKS) continue;
    const task_key = `task-${batch}`;
    await client.events.create({ body: [taskEvent(id, task_key)] });
    acknowledged.task_keys.push(task_key);
  }
  await moveTo('COMPLETED');
  acknowledged.end = 'COMPLETED';
  return id;
}
