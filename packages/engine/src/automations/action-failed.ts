// engine: an action that cannot be done, or could not this time.

/** Why an action was not done; the event of its failure tells it. */
export class ActionFailedError extends Error {
  override readonly name = 'ActionFailedError';
  /** Told beside the reason, for instance the status of an answer. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Whether it may succeed when it is done again. */
  readonly mayPass: boolean;

  constructor(reason: string, options: { details?: Record<string, unknown>; mayPass?: boolean; cause?: unknown } = {}) {
    super(reason, { cause: options.cause });
    this.details = options.details ?? {};
    this.mayPass = options.mayPass ?? false;
  }
}
