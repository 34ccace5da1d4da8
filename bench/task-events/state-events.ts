// bench: the states of a task run as Prefect's own engine tells them, ready to be sent.
import { randomUUID } from 'node:crypto';

const STATES = [
  ['PENDING', 'Pending'],
  ['RUNNING', 'Running'],
  ['COMPLETED', 'Completed'],
] as const;

/** One frame for each of the three states of a new task run. */
export function stateEvents(flow_run_id: string): string[] {
  const id = randomUUID();
  const key = `extract-${id.slice(0, 8)}`;
  let follows: string | null = null;
  return STATES.map(([type, name], index) => {
    const event_id = randomUUID();
    const now = new Date(Date.now() + index).toISOString();
    const frame = {
      id: event_id,
      occurred: now,
      event: `prefect.task-run.${name}`,
      resource: {
        'prefect.resource.id': `prefect.task-run.${id}`,
        'prefect.resource.name': key,
        'prefect.run-count': '1',
        'prefect.state-message': '',
        'prefect.state-type': type,
        'prefect.state-name': name,
        'prefect.state-timestamp': now,
        'prefect.orchestration': 'client',
      },
      related: [{ 'prefect.resource.id': `prefect.flow-run.${flow_run_id}`, 'prefect.resource.role': 'flow-run' }],
      payload: {
        intended: { from: STATES[index - 1]?.[0] ?? null, to: type },
        initial_state: null,
        validated_state: { type, name, message: '', state_details: {}, data: null },
        task_run: {
          name: key,
          task_key: 'extract',
          dynamic_key: id,
          run_count: index === 0 ? 0 : 1,
          flow_run_run_count: 1,
          cache_expiration: null,
          tags: ['weather'],
          task_inputs: {},
          expected_start_time: now,
          start_time: index === 0 ? null : now,
          end_time: type === 'COMPLETED' ? now : null,
          total_run_time: type === 'COMPLETED' ? 0.5 : 0,
        },
      },
      follows,
    };
    follows = event_id;
    return JSON.stringify(frame);
  });
}
