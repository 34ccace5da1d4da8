// deploy: why a step failed.

/** A step could not be carried out. The message names the step and the mend; it never holds a secret. */
export class StepError extends Error {
  override readonly name = 'StepError';
  /** The step's name, for instance `prefect.deployments.steps.git_clone`. */
  readonly step: string;

  constructor(step: string, problem: string, mend: string, options?: ErrorOptions) {
    super(`${step}: ${problem}. ${mend}.`, options);
    this.step = step;
  }

  /** With a message that is whole already. */
  static withMessage(step: string, message: string): StepError {
    const error = new StepError(step, '', '');
    error.message = message;
    return error;
  }
}
