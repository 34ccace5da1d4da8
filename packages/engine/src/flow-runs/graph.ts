// engine: the task runs and subflows of a flow run with what they waited for.
import {
  type FlowRunId,
  type Graph,
  type GraphArtifact,
  type Node,
  notFound,
  type TaskRun,
  type Timestamp,
  Uuid,
} from '@signalbox/contract';
import { findFlowRun, listFlowRunStates, listGraphArtifacts, listGraphTaskRuns } from '@signalbox/store';
import type { Engine } from '../engine.ts';

/** Task runs that a graph shows at most; a dashboard cannot draw more. */
const NODES_AT_MOST = 10_000;

/** Edges to task runs that are named by no argument: the caller's own run. */
const ENCLOSING = '__parents__';

interface GraphRun {
  readonly run: TaskRun;
  /** The subflow that this task run stands for; null for a task. */
  readonly subflow: { readonly id: FlowRunId; readonly name: string } | null;
}

/** Nodes that started after `since`, in the order of their start. @throws ApiError `not_found` */
export async function flowRunGraph(engine: Engine, id: FlowRunId, since: Timestamp): Promise<Graph> {
  const { read } = engine.store;
  const flowRun = await findFlowRun(read, id, engine.clock());
  if (!flowRun) throw notFound('Flow run');
  const runs = await listGraphTaskRuns(read, { flow_run_id: id, since, limit: NODES_AT_MOST, now: engine.clock() });
  const artifacts = await listGraphArtifacts(read, id);
  const states = await listFlowRunStates(read, id);
  const nodes = nodesOf(runs, artifacts);
  return {
    start_time: flowRun.start_time,
    end_time: flowRun.end_time,
    root_node_ids: nodes
      .filter(({ parents, encapsulating }) => parents.length === 0 && encapsulating.length === 0)
      .map(({ id }) => id),
    nodes: nodes.map((node) => [node.id, node]),
    artifacts: artifacts.filter(({ task_run_id }) => task_run_id === null).map(({ artifact }) => artifact),
    states: states.map(({ id, timestamp, type, name }) => ({ id, timestamp, type, name: name ?? type })),
  };
}

function nodesOf(
  runs: readonly GraphRun[],
  artifacts: readonly { task_run_id: string | null; artifact: GraphArtifact }[],
): Node[] {
  const nodeIds = new Map<string, Uuid>(runs.map(({ run, subflow }) => [run.id, Uuid.parse(subflow?.id ?? run.id)]));
  const nodes = new Map<Uuid, Node>();
  for (const { run, subflow } of runs) {
    const id = nodeIds.get(run.id);
    if (id === undefined || run.state_type === null) continue;
    nodes.set(id, {
      kind: subflow ? 'flow-run' : 'task-run',
      id,
      label: subflow?.name ?? run.name,
      state_type: run.state_type,
      start_time:
        run.start_time ??
        run.expected_start_time ??
        run.state?.timestamp ??
        ('0001-01-01T00:00:00.000000Z' as Timestamp),
      end_time: run.end_time,
      parents: edges(run, nodeIds, (name) => name !== ENCLOSING),
      children: [],
      encapsulating: edges(run, nodeIds, (name) => name === ENCLOSING),
      artifacts: artifacts.filter(({ task_run_id }) => task_run_id === run.id).map(({ artifact }) => artifact),
    });
  }
  for (const node of nodes.values())
    for (const parent of node.parents) nodes.get(parent.id)?.children.push({ id: node.id });
  return [...nodes.values()];
}

function edges(run: TaskRun, nodeIds: ReadonlyMap<string, Uuid>, wanted: (input: string) => boolean): { id: Uuid }[] {
  const ids = new Set<Uuid>();
  for (const [name, inputs] of Object.entries(run.task_inputs)) {
    if (!wanted(name)) continue;
    for (const input of inputs) {
      const id = 'id' in input ? nodeIds.get(input.id) : undefined;
      if (id !== undefined) ids.add(id);
    }
  }
  return [...ids].map((id) => ({ id }));
}
