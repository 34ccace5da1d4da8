// flow runs, timeline: the drawing: labels at the left, bars and dependencies at the right.
import { useState } from 'react';
import { Link } from 'wouter';
import { aspectOf, stateWords } from '../../../ui/state-aspect.ts';
import { durationText } from '../../../ui/time-format.ts';
import { useWidth } from '../../../ui/use-width.ts';
import { ticks } from './ticks.ts';
import { ROW_HEIGHT, TimelineEdges } from './timeline-edges.tsx';
import type { Timeline, TimelineRow } from './timeline-rows.ts';

interface TimelineChartProps {
  readonly timeline: Timeline;
  readonly zoom: number;
  readonly onToggle: (flowRunId: string) => void;
}

const PIXELS_PER_TICK = 90;
/** Behind it a mark has no room for its text. */
const LAST_MARK_SHARE = 0.95;

export function TimelineChart({ timeline, zoom, onToggle }: TimelineChartProps) {
  const [pointed, setPointed] = useState<number | null>(null);
  const [frame, width] = useWidth<HTMLDivElement>();
  // Room behind the last bar for its duration.
  const length = (timeline.end - timeline.start) * 1.06;
  const share = (time: number): number => (time - timeline.start) / length;
  const plotWidth = width * zoom;
  const marks = ticks(length / 1000, Math.max(2, plotWidth / PIXELS_PER_TICK));
  const point = (place: number) => ({
    onPointerEnter: () => setPointed(place),
    onPointerLeave: () => setPointed(null),
    onFocus: () => setPointed(place),
    onBlur: () => setPointed(null),
  });
  return (
    <div className="timeline" style={{ ['--row' as string]: `${ROW_HEIGHT}px` }}>
      <div className="timeline-labels">
        <div className="timeline-label timeline-axis-label">This run</div>
        {timeline.rows.map((row, place) => (
          <div key={row.id} className="timeline-label" style={{ paddingLeft: 10 + row.depth * 14 }} {...point(place)}>
            {row.kind === 'flow-run' && (
              <button
                type="button"
                className="timeline-toggle"
                aria-expanded={row.opened}
                aria-label={`Tasks of ${row.label}`}
                onClick={() => onToggle(row.id)}
              >
                {row.opened ? '▾' : '▸'}
              </button>
            )}
            <Link href={hrefOf(row)} title={row.label}>
              {row.label}
            </Link>
          </div>
        ))}
      </div>
      <div className="timeline-scroll" ref={frame}>
        <div className="timeline-plot" style={{ width: `${zoom * 100}%` }}>
          {marks.map((mark) => (
            <div key={mark} className="timeline-tick" style={{ left: percent((mark * 1000) / length) }}>
              {(mark * 1000) / length < LAST_MARK_SHARE && <span>{durationText(mark).replace('.0 ', ' ')}</span>}
            </div>
          ))}
          <div className="timeline-row timeline-run">
            {timeline.segments.map((segment) => (
              <span
                key={segment.start}
                className={`timeline-segment tone-${aspectOf(segment.state_type, segment.name).tone}`}
                style={{
                  left: percent(share(segment.start)),
                  width: percent(share(segment.end) - share(segment.start)),
                }}
                title={`${stateWords(segment.state_type, segment.name)}: ${durationText((segment.end - segment.start) / 1000)}`}
              />
            ))}
          </div>
          {timeline.rows.map((row, place) => (
            <div key={row.id} className="timeline-row" {...point(place)}>
              <Link
                href={hrefOf(row)}
                tabIndex={-1}
                className={`timeline-bar tone-${aspectOf(row.state_type).tone}${row.running ? ' timeline-running' : ''}`}
                style={{ left: percent(share(row.start)), width: percent(share(row.end) - share(row.start)) }}
                title={`${row.label}: ${stateWords(row.state_type, null)}, ${durationText((row.end - row.start) / 1000)}`}
              >
                <span className="hidden-visually">{row.label}</span>
              </Link>
              <span className="timeline-duration" style={{ left: percent(share(row.end)) }}>
                {durationText((row.end - row.start) / 1000)}
              </span>
            </div>
          ))}
          {plotWidth > 0 && (
            <TimelineEdges
              timeline={timeline}
              xOf={(time) => share(time) * plotWidth}
              width={plotWidth}
              pointed={pointed}
            />
          )}
        </div>
      </div>
    </div>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(3)}%`;

const hrefOf = (row: TimelineRow): string =>
  row.kind === 'flow-run' ? `/flow-runs/${row.id}` : `/task-runs/${row.id}`;
