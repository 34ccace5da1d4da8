// sdk: makes a flow run on the server, for a flow that is called: at the root or within another flow.
import type { TaskRunId } from '@signalbox/contract';
import { newId } from '../clock.ts';
import { jsonFromValue } from '../json-value.ts';
import { runNameFrom } from '../names/run-name.ts';
import type { ActiveRun, FlowRunInfo } from '../runs/run-context.ts';
import type { Session } from '../session/session.ts';
import { taskRunIdsIn } from '../tasks/resolve-futures.ts';
import { flowRunInfoFromWire, wireFlowRunPolicy } from '../wire.ts';
import type { FlowDefinition } from './flow-definition.ts';

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The parameters by name, as the wire carries them. */
export function wireParameters(parameters: unknown): Record<string, unknown> {
  const json = jsonFromValue(parameters);
  return isRecord(json) ? json : {};
}

/** The task run that stands for a child flow in its parent's graph. */
export async function createParentTaskRun(
  session: Session,
  name: string,
  parameters: unknown,
  parent: ActiveRun,
): Promise<TaskRunId> {
  const { flow } = parent;
  const count = flow.counts.get(name) ?? 0;
  flow.counts.set(name, count + 1);
  const inputs = Object.entries(isRecord(parameters) ? parameters : {}).map(([key, value]) => [
    key,
    taskRunIdsIn(value, flow.origins).map((id) => ({ input_type: 'task_run' as const, id })),
  ]);
  const { id } = await session.client.task_runs.create({
    body: {
      name: `${name}-${count}`,
      flow_run_id: flow.context.id,
      task_key: name,
      // A retry of the parent starts the child anew, which must not be taken for the first.
      dynamic_key: `${flow.context.runCount}-${count}`,
      task_inputs: Object.fromEntries(inputs),
      state: { type: 'PENDING' },
    },
  });
  return id;
}

export async function createFlowRun(
  session: Session,
  definition: FlowDefinition,
  /** With the defaults filled in, where they are valid. */
  parameters: unknown,
  /** As the caller gave them: what they depend on shows in the graph. */
  given: unknown,
  parent: ActiveRun | undefined,
): Promise<FlowRunInfo> {
  const { options } = definition;
  const wire = wireParameters(parameters);
  const name =
    options.flowRunName === undefined
      ? undefined
      : runNameFrom(options.flowRunName, isRecord(parameters) ? parameters : {});
  const [flow_id, parent_task_run_id] = await Promise.all([
    session.flowId(options.name),
    parent === undefined ? null : createParentTaskRun(session, options.name, given, parent),
  ]);
  const run = await session.client.flow_runs.create({
    body: {
      flow_id,
      parent_task_run_id,
      parameters: wire,
      ...(name === undefined ? {} : { name }),
      flow_version: options.version ?? null,
      tags: [...(options.tags ?? [])],
      empirical_policy: wireFlowRunPolicy(options),
      state: { type: 'PENDING' },
      // Lets the request be sent again when its answer is lost.
      idempotency_key: newId(),
    },
  });
  return flowRunInfoFromWire(run, options.name);
}
