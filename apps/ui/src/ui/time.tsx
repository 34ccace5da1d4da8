// ui: times and durations: relative to read, exact on hover.
import { durationText, exactTime, relativeTime } from './time-format.ts';
import { useNow, useRunningNow } from './use-now.ts';

export function RelativeTime({ at, none = '–' }: { at: string | null; none?: string }) {
  const now = useNow();
  if (at === null) return <span className="faint">{none}</span>;
  const date = new Date(at);
  return (
    <time dateTime={at} title={exactTime(date)}>
      {relativeTime(date, date.getTime() > now.getTime() && date.getTime() - now.getTime() < 10_000 ? date : now)}
    </time>
  );
}

export function ExactTime({ at }: { at: string }) {
  const date = new Date(at);
  return (
    <time dateTime={at} title={relativeTime(date, new Date())}>
      {exactTime(date)}
    </time>
  );
}

interface DurationProps {
  readonly start: string | null;
  /** Null while it goes on: then the duration grows with the clock. */
  readonly end: string | null;
}

export function Duration({ start, end }: DurationProps) {
  const now = useRunningNow(start !== null && end === null);
  if (start === null) return <span className="faint">–</span>;
  const from = Date.parse(start);
  const until = end === null ? Math.max(now, from) : Date.parse(end);
  return <span className="number">{durationText((until - from) / 1000)}</span>;
}
