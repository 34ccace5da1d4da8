// flow runs, timeline: the lines from a run to those that wait for it.
import type { Timeline } from './timeline-rows.ts';

export const ROW_HEIGHT = 28;
/** Above this, lines would hide the bars: only those of the pointed row are drawn. */
const MOST_EDGES = 400;

interface TimelineEdgesProps {
  readonly timeline: Timeline;
  readonly xOf: (time: number) => number;
  readonly width: number;
  readonly pointed: number | null;
}

export function TimelineEdges({ timeline, xOf, width, pointed }: TimelineEdgesProps) {
  const { rows, edges } = timeline;
  // One row above belongs to the run itself.
  const y = (place: number): number => (place + 1.5) * ROW_HEIGHT;
  const shown = edges.length <= MOST_EDGES ? edges : edges.filter(({ from, to }) => from === pointed || to === pointed);
  return (
    <svg className="timeline-edges" width={width} height={(rows.length + 1) * ROW_HEIGHT} aria-hidden="true">
      {shown.map(({ from, to }) => {
        const parent = rows[from];
        const child = rows[to];
        if (!parent || !child) return null;
        const x1 = Math.min(xOf(parent.end), xOf(child.start));
        const x2 = xOf(child.start);
        const near = from === pointed || to === pointed;
        return (
          <path
            key={`${from}-${to}`}
            className={near ? 'timeline-edge near' : 'timeline-edge'}
            d={`M${x1} ${y(from)} H${x1 + 3} V${y(to)} H${x2}`}
          />
        );
      })}
    </svg>
  );
}
