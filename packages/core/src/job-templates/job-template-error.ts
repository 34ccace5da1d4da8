// core: why a job template cannot be filled.

/** A template or one of its placeholders is wrong. The message says which and what to write. Never holds a resolved value. */
export class JobTemplateError extends Error {
  override readonly name = 'JobTemplateError';
  /** The placeholder as written, or the field of the template. */
  readonly place: string;
  readonly problem: string;
  readonly mend: string;

  constructor(place: string, problem: string, mend: string) {
    super(`${place}: ${problem}. ${mend}.`);
    this.place = place;
    this.problem = problem;
    this.mend = mend;
  }
}
