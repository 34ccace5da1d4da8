import { z } from 'zod';
import { Timestamp, Uuid } from '../scalars.ts';
import { StateType } from '../states/state.ts';

export const Edge = z.object({
  id: Uuid,
});
export type Edge = z.output<typeof Edge>;

export const GraphArtifact = z.object({
  id: Uuid,
  created: Timestamp,
  key: z.string().nullable(),
  type: z.string().nullable(),
  is_latest: z.boolean(),
  data: z.unknown(),
});
export type GraphArtifact = z.output<typeof GraphArtifact>;

export const GraphState = z.object({
  id: Uuid,
  timestamp: Timestamp,
  type: StateType,
  name: z.string(),
});
export type GraphState = z.output<typeof GraphState>;

export const Node = z.object({
  kind: z.enum(['flow-run', 'task-run']),
  id: Uuid,
  label: z.string(),
  state_type: StateType,
  start_time: Timestamp,
  end_time: Timestamp.nullable(),
  parents: z.array(Edge),
  children: z.array(Edge),
  encapsulating: z.array(Edge),
  artifacts: z.array(GraphArtifact),
});
export type Node = z.output<typeof Node>;

export const Graph = z.object({
  start_time: Timestamp.nullable(),
  end_time: Timestamp.nullable(),
  root_node_ids: z.array(Uuid),
  nodes: z.array(z.tuple([Uuid, Node])),
  artifacts: z.array(GraphArtifact),
  states: z.array(GraphState),
});
export type Graph = z.output<typeof Graph>;
