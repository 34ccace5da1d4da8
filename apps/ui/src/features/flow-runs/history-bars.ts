// flow runs: the bars of the history: how long an interval is, how high each state's part.
import type { HistoryResponse, StateType } from '@signalbox/contract';
import type { Span } from './filter.ts';

/** Intervals that read well, in seconds. */
const STEPS = [30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800];
const MOST_BARS = 60;

/** The shortest interval, in seconds, that makes at most 60 bars. */
export function intervalSeconds({ start, end }: Span): number {
  const length = (end - start) / 1000;
  return STEPS.find((step) => length / step <= MOST_BARS) ?? Math.ceil(length / MOST_BARS);
}

/** The span widened to whole intervals, so that bars do not wander as time goes by. */
export function wholeSpan({ start, end }: Span, interval_seconds: number): Span {
  const step = interval_seconds * 1000;
  return { start: Math.floor(start / step) * step, end: Math.ceil(end / step) * step };
}

interface BarPart {
  readonly state_type: StateType;
  readonly count: number;
}

export interface Bar {
  readonly start: number;
  readonly end: number;
  readonly total: number;
  /** From the ground up: what went wrong lies at the bottom, where it is seen. */
  readonly parts: readonly BarPart[];
}

const FROM_THE_GROUND: readonly StateType[] = [
  'FAILED',
  'CRASHED',
  'CANCELLING',
  'PAUSED',
  'COMPLETED',
  'RUNNING',
  'PENDING',
  'SCHEDULED',
  'CANCELLED',
];

export function barsFromHistory(history: readonly HistoryResponse[]): Bar[] {
  return history.map(({ interval_start, interval_end, states }) => {
    const counts = new Map<StateType, number>();
    for (const { state_type, count_runs } of states) {
      counts.set(state_type, (counts.get(state_type) ?? 0) + count_runs);
    }
    const parts = FROM_THE_GROUND.flatMap((state_type) => {
      const count = counts.get(state_type) ?? 0;
      return count > 0 ? [{ state_type, count }] : [];
    });
    return {
      start: Date.parse(interval_start),
      end: Date.parse(interval_end),
      total: parts.reduce((sum, { count }) => sum + count, 0),
      parts,
    };
  });
}
