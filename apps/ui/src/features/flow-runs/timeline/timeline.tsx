// flow runs, timeline: tasks and subflows to scale, with their dependencies.
import type { Graph } from '@signalbox/contract';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { QueryView } from '../../../ui/query-view.tsx';
import { useRunningNow } from '../../../ui/use-now.ts';
import { graphQuery } from '../queries.ts';
import { TimelineChart } from './timeline-chart.tsx';
import { timelineFromGraph } from './timeline-rows.ts';
import './timeline.css';

interface TimelineProps {
  readonly flowRunId: string;
  readonly running: boolean;
}

const CLOSEST_ZOOM = 32;

export function Timeline({ flowRunId, running }: TimelineProps) {
  const graph = useQuery(graphQuery(flowRunId));
  return (
    <QueryView query={graph} rows={8}>
      {(data) => <TimelineOfGraph graph={data} running={running} />}
    </QueryView>
  );
}

function TimelineOfGraph({ graph, running }: { graph: Graph; running: boolean }) {
  const [openedIds, setOpenedIds] = useState<readonly string[]>([]);
  const [zoom, setZoom] = useState(1);
  const now = useRunningNow(running);
  const inner = useQueries({ queries: openedIds.map((id) => graphQuery(id)) });
  const opened = new Map(
    openedIds.flatMap((id, index) => {
      const data = inner[index]?.data;
      return data === undefined ? [] : [[id, data] as const];
    }),
  );
  const timeline = timelineFromGraph(graph, opened, now);
  if (timeline === null) {
    return (
      <EmptyState title="Nothing has started yet.">
        <p>Tasks appear here as they start.</p>
      </EmptyState>
    );
  }
  const toggle = (id: string): void =>
    setOpenedIds(openedIds.includes(id) ? openedIds.filter((one) => one !== id) : [...openedIds, id]);
  return (
    <div className="stack-tight">
      <div className="timeline-tools">
        <span className="faint">
          {timeline.rows.length === 0
            ? 'This run has no tasks.'
            : `${timeline.rows.length} task and subflow runs. Point at one to see what it waits for.`}
        </span>
        <span className="row">
          <button
            type="button"
            className="button"
            aria-label="Zoom out"
            disabled={zoom === 1}
            onClick={() => setZoom(Math.max(1, zoom / 2))}
          >
            −
          </button>
          <button
            type="button"
            className="button"
            aria-label="Zoom in"
            disabled={zoom >= CLOSEST_ZOOM}
            onClick={() => setZoom(zoom * 2)}
          >
            +
          </button>
        </span>
      </div>
      <TimelineChart timeline={timeline} zoom={zoom} onToggle={toggle} />
    </div>
  );
}
