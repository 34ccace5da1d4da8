// signalbox: errors of the command line itself, whose message is all that is shown.

/** Exit code 1: the command could not do its work. */
export class CommandError extends Error {
  override readonly name: string = 'CommandError';
}

/** Exit code 2: the command was not called as it must be. */
export class UsageError extends CommandError {
  override readonly name = 'UsageError';
}
