// sdk: what can go wrong around a flow or task, apart from what its own code throws.

/** No server is configured and none can be started. */
export class NoServerConfiguredError extends Error {
  override readonly name = 'NoServerConfiguredError';

  constructor() {
    super(
      'No server is configured. Set SIGNALBOX_API_URL (for instance http://127.0.0.1:4200/api), choose a profile with ' +
        '`signalbox profile use`, or install the package "signalbox", which starts a server of its own when none is configured.',
    );
  }
}

export interface ParameterIssue {
  /** The path of the parameter, for instance `cities.0`; empty for all of them together. */
  readonly parameter: string;
  readonly message: string;
}

/** The parameters do not fit what the flow or task declares. */
export class ParameterError extends Error {
  override readonly name = 'ParameterError';
  readonly issues: readonly ParameterIssue[];

  constructor(what: string, issues: readonly ParameterIssue[]) {
    const list = issues.map(({ parameter, message }) => (parameter === '' ? message : `${parameter}: ${message}`));
    super(`The parameters of ${what} are not valid. ${list.join('; ')}`);
    this.issues = issues;
  }
}

/** A run took longer than its `timeoutSeconds`. */
export class TimedOutError extends Error {
  override readonly name = 'TimedOutError';

  constructor(what: string, seconds: number) {
    super(`${what} took longer than its timeout of ${seconds} s.`);
  }
}

/** Someone asked for the run to be cancelled. */
export class RunCancelledError extends Error {
  override readonly name = 'RunCancelledError';

  constructor(what: string) {
    super(`${what} was cancelled.`);
  }
}

/** The process is told to end, or ends by an error that nothing caught, while the run goes on. */
export class ProcessEndedError extends Error {
  override readonly name = 'ProcessEndedError';
}

/** Another process has taken over the run, so this one stops without writing. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';

  constructor(flowRunId: string) {
    super(
      `The lease on flow run ${flowRunId} is lost: another process answers for it now. This one stops without writing.`,
    );
  }
}

/** The server does not let the run begin or go on. */
export class RunRefusedError extends Error {
  override readonly name = 'RunRefusedError';
}

/** A task was not run because one that it waits for did not complete. */
export class UpstreamFailedError extends Error {
  override readonly name = 'UpstreamFailedError';
}

/** A submitted task failed and the flow never asked for its result. */
export class UnobservedFailureError extends Error {
  override readonly name = 'UnobservedFailureError';
}

/** A run ended in a state that holds no result, and no error of its own. */
export class NoResultError extends Error {
  override readonly name = 'NoResultError';
}

/** An entrypoint cannot be loaded: no such file, no such export, not a flow, or an error while importing. */
export class EntrypointError extends Error {
  override readonly name = 'EntrypointError';
}

/** One line that says what was thrown, whatever was thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
