// core: what is wrong with a schedule, in words that say how to mend it.

/** The field of a schedule that an error is about. */
export type ScheduleField = 'cron' | 'interval' | 'anchor_date' | 'rrule' | 'timezone';

/** A schedule that cannot be followed. The message joins field, problem and mend. */
export class ScheduleError extends Error {
  override readonly name = 'ScheduleError';
  /** The field to change. */
  readonly field: ScheduleField;
  /** What is wrong with its value. */
  readonly problem: string;
  /** What to write instead. */
  readonly mend: string;

  constructor(field: ScheduleField, problem: string, mend: string) {
    super(`${field}: ${problem}. ${mend}.`);
    this.field = field;
    this.problem = problem;
    this.mend = mend;
  }
}
