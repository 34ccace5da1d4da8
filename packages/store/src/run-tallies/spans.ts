// store: a stretch of time as whole hours, whole minutes and what is left of it at its ends.

const SPANS = {
  hour: { length: 13, milliseconds: 3_600_000, rest: ':00:00.000000Z' },
  minute: { length: 16, milliseconds: 60_000, rest: ':00.000000Z' },
} as const;

/** The last year that four digits can say, and a text after all of its times. */
const LAST_YEAR = 9999;
const AFTER_ALL = '~';

type Span = keyof typeof SPANS;

/** From one up to another: of hours and minutes their names, of a fraction the times themselves. */
export interface Stretch {
  readonly span: Span | 'fraction';
  readonly from: string;
  readonly to: string;
}

/** All times of the wire lie between these. */
export const EARLIEST = '0001-01-01T00:00:00.000000Z';
export const LATEST = '9999-12-31T23:59:59.999999Z';

/** What comes right after a time in the order of texts, so that a stretch up to there has the time itself. */
export const justAfter = (time: string): string => `${time}0`;

const begun = (time: string, span: Span): string => time.slice(0, SPANS[span].length);

/** The first hour or minute that begins at this time or later. */
function next(time: string, span: Span): string {
  const { milliseconds, rest } = SPANS[span];
  const start = begun(time, span);
  if (start + rest >= time) return start;
  const following = new Date(Date.parse(start + rest) + milliseconds);
  return following.getUTCFullYear() > LAST_YEAR ? AFTER_ALL : begun(following.toISOString(), span);
}

/**
 * Parts a stretch of time so that most of it is hours. Times are compared as texts, as the database does.
 * @param to itself not a part of it
 */
export function stretchesBetween(from: string, to: string): Stretch[] {
  const [firstMinute, lastMinute] = [next(from, 'minute'), begun(to, 'minute')];
  if (firstMinute >= lastMinute) return from < to ? [{ span: 'fraction', from, to }] : [];
  const minutes = { from: firstMinute + SPANS.minute.rest, to: lastMinute + SPANS.minute.rest };
  const [firstHour, lastHour] = [next(minutes.from, 'hour'), begun(minutes.to, 'hour')];
  const whole: Stretch[] =
    firstHour >= lastHour
      ? [{ span: 'minute', from: firstMinute, to: lastMinute }]
      : [
          { span: 'minute', from: firstMinute, to: `${firstHour}:00` },
          { span: 'hour', from: firstHour, to: lastHour },
          { span: 'minute', from: `${lastHour}:00`, to: lastMinute },
        ];
  const stretches: Stretch[] = [
    { span: 'fraction', from, to: minutes.from },
    ...whole,
    { span: 'fraction', from: minutes.to, to },
  ];
  return stretches.filter((stretch) => stretch.from < stretch.to);
}
