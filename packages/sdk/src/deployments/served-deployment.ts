// sdk: what a script that serves flows declares of each.
import type { AnyFlow } from '../flows/any-flow.ts';

interface ScheduleOptions {
  readonly active?: boolean;
  /** Parameters of the runs of this schedule, above those of the deployment. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** A name by which the schedule is known when it changes. */
  readonly slug?: string;
  /** An IANA time zone such as `Europe/Berlin`; UTC by default. */
  readonly timezone?: string;
}

/** When runs start: by cron text, every so many seconds, or by an iCalendar rule. */
export type Schedule = ScheduleOptions &
  (
    | { readonly cron: string; readonly dayOr?: boolean }
    | { readonly intervalSeconds: number; readonly anchorDate?: Date }
    | { readonly rrule: string }
  );

export interface ServeOptions {
  /** The deployment's name. */
  readonly name: string;
  readonly schedules?: readonly Schedule[];
  /** Parameters of every run, as far as neither schedule nor caller give others. */
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly tags?: readonly string[];
  readonly description?: string;
  readonly version?: string;
  /** At most so many runs at a time; the others wait. */
  readonly concurrencyLimit?: number;
}

export interface ServedDeployment extends ServeOptions {
  readonly flow: AnyFlow;
}
