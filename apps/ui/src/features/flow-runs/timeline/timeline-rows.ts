// flow runs, timeline: from a run's graph to rows on one time axis.
import type { Graph, GraphState, Node, StateType } from '@signalbox/contract';

export interface TimelineRow {
  readonly id: string;
  readonly kind: Node['kind'];
  readonly label: string;
  readonly state_type: StateType;
  /** Milliseconds since the epoch; a row that still runs ends now. */
  readonly start: number;
  readonly end: number;
  readonly running: boolean;
  /** How deep in tasks and subflows. */
  readonly depth: number;
  /** A subflow's rows are shown below it when its graph is there. */
  readonly opened: boolean;
}

interface TimelineEdge {
  /** Places of the rows. */
  readonly from: number;
  readonly to: number;
}

interface TimelineSegment {
  readonly state_type: StateType;
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

export interface Timeline {
  readonly start: number;
  readonly end: number;
  readonly rows: readonly TimelineRow[];
  readonly edges: readonly TimelineEdge[];
  /** The states of the run itself, as far as they lie between start and end. */
  readonly segments: readonly TimelineSegment[];
}

type Placed = readonly [node: Node, depth: number];

/** Nodes in the order of their start, each followed by those that ran inside it. */
function placedNodes(graph: Graph, depth: number): Placed[] {
  const nodes = graph.nodes.map(([, node]) => node);
  const byId = new Map<string, Node>(nodes.map((node) => [node.id, node]));
  const inside = new Map<string | null, Node[]>();
  for (const node of nodes) {
    const around = node.encapsulating.at(-1)?.id;
    const home = around !== undefined && byId.has(around) ? around : null;
    inside.set(home, [...(inside.get(home) ?? []), node]);
  }
  const walk = (home: string | null, level: number): Placed[] =>
    (inside.get(home) ?? [])
      .toSorted((a, b) => Date.parse(a.start_time) - Date.parse(b.start_time) || a.label.localeCompare(b.label))
      .flatMap((node) => [[node, level] as const, ...walk(node.id, level + 1)]);
  return walk(null, depth);
}

function segmentsOf(states: readonly GraphState[], start: number, end: number): TimelineSegment[] {
  const sorted = states.toSorted((a, b) => Date.parse(a.timestamp) - Date.parse(b.timestamp));
  return sorted
    .map(({ type, name, timestamp }, index) => {
      const next = sorted[index + 1];
      return {
        state_type: type,
        name,
        start: Math.max(start, Date.parse(timestamp)),
        end: Math.min(end, next === undefined ? end : Date.parse(next.timestamp)),
      };
    })
    .filter((segment) => segment.end > segment.start);
}

/**
 * Lays out a run's graph. `opened` has the graphs of the subflows that are opened, by run id; `now` ends what still runs.
 * Null as long as nothing has started.
 */
export function timelineFromGraph(graph: Graph, opened: ReadonlyMap<string, Graph>, now: number): Timeline | null {
  if (graph.start_time === null) return null;
  const rows: TimelineRow[] = [];
  const nodes: Node[] = [];

  const add = (part: Graph, depth: number): void => {
    for (const [node, level] of placedNodes(part, depth)) {
      const inner = node.kind === 'flow-run' ? opened.get(node.id) : undefined;
      const start = Date.parse(node.start_time);
      nodes.push(node);
      rows.push({
        id: node.id,
        kind: node.kind,
        label: node.label,
        state_type: node.state_type,
        start,
        end: node.end_time === null ? Math.max(now, start) : Date.parse(node.end_time),
        running: node.end_time === null,
        depth: level,
        opened: inner !== undefined,
      });
      if (inner) add(inner, level + 1);
    }
  };
  add(graph, 0);

  const places = new Map(rows.map((row, place) => [row.id, place]));
  const edges = nodes.flatMap((node, to) =>
    node.parents.flatMap((parent) => {
      const from = places.get(parent.id);
      return from === undefined ? [] : [{ from, to }];
    }),
  );
  const start = Math.min(Date.parse(graph.start_time), ...rows.map((row) => row.start));
  const ended = graph.end_time === null ? now : Date.parse(graph.end_time);
  const end = Math.max(start + 1, ended, ...rows.map((row) => row.end));
  return { start, end, rows, edges, segments: segmentsOf(graph.states, start, end) };
}
