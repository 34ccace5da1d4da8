// deploy: what can be wrong with a manifest. Every error says where, which field, and the mend.

/** A place in a file. */
export interface Position {
  readonly file: string;
  /** Counted from 1; null in a file of code, which does not tell where its values were written. */
  readonly line: number | null;
  /** Counted from 1; null where the line is. */
  readonly column: number | null;
  /** The lines around the place with a mark below it; null where the line is. */
  readonly frame: string | null;
}

export interface Finding {
  readonly position: Position;
  /** The field's path, for instance `deployments[0].schedules[1].cron`. */
  readonly field: string;
  readonly problem: string;
  /** What to write or do instead. */
  readonly mend: string;
}

const sentence = (text: string): string => (/[.?!]$/.test(text) ? text : `${text}.`);

/** One thing that is wrong in a manifest. */
export class ManifestError extends Error implements Finding {
  override readonly name: string = 'ManifestError';
  readonly position: Position;
  readonly field: string;
  readonly problem: string;
  readonly mend: string;

  constructor({ position, field, problem, mend }: Finding, options?: ErrorOptions) {
    const place = position.line === null ? position.file : `${position.file}:${position.line}:${position.column}`;
    super(`${place} ${field === '' ? '' : `${field}: `}${sentence(problem)} ${sentence(mend)}`, options);
    this.position = position;
    this.field = field;
    this.problem = problem;
    this.mend = mend;
  }
}

/** The file is not YAML. */
export class ManifestSyntaxError extends ManifestError {
  override readonly name = 'ManifestSyntaxError';
}

/** A key that the manifest does not know. */
export class UnknownFieldError extends ManifestError {
  override readonly name = 'UnknownFieldError';
}

/** A value of the wrong type or outside what is allowed, or one that is missing. */
export class InvalidValueError extends ManifestError {
  override readonly name = 'InvalidValueError';
}

/** A schedule that cannot be followed. */
export class InvalidScheduleError extends ManifestError {
  override readonly name = 'InvalidScheduleError';
}

/** A placeholder that stands for nothing. */
export class UnresolvedPlaceholderError extends ManifestError {
  override readonly name = 'UnresolvedPlaceholderError';
}

/** The file of an entrypoint, or what it names in there, does not exist. */
export class EntrypointMissingError extends ManifestError {
  override readonly name = 'EntrypointMissingError';
}

/** The file of an entrypoint cannot be loaded. */
export class EntrypointImportError extends ManifestError {
  override readonly name = 'EntrypointImportError';
}

/** What an entrypoint names is not a flow. */
export class NotAFlowError extends ManifestError {
  override readonly name = 'NotAFlowError';
}

/** A parameter does not fit the schema of its flow. */
export class InvalidParameterError extends ManifestError {
  override readonly name = 'InvalidParameterError';
}

/** The server has no such work pool. */
export class WorkPoolMissingError extends ManifestError {
  override readonly name = 'WorkPoolMissingError';
}

/** There is no such environment, or the branch chooses none. */
export class UnknownEnvironmentError extends ManifestError {
  override readonly name = 'UnknownEnvironmentError';
}

const inOrder = (a: ManifestError, b: ManifestError): number =>
  (a.position.line ?? 0) - (b.position.line ?? 0) || (a.position.column ?? 0) - (b.position.column ?? 0);

/** Each message with the lines that it speaks of. */
const shown = ({ message, position }: ManifestError): string =>
  position.frame === null ? message : `${message}\n${position.frame}`;

/**
 * The manifest cannot be applied; nothing was written. Its `errors` are all that was found, in the order of the file;
 * its message has the lines of the file below each.
 */
export class ManifestRejectedError extends AggregateError {
  override readonly name = 'ManifestRejectedError';
  declare readonly errors: ManifestError[];

  constructor(errors: readonly ManifestError[]) {
    const sorted = [...errors].sort(inOrder);
    super(sorted, sorted.map(shown).join('\n'));
  }
}

/** There is no manifest to read. */
export class ManifestMissingError extends Error {
  override readonly name = 'ManifestMissingError';

  constructor(file: string, cause: unknown) {
    super(`There is no readable manifest at ${file}. Write one, for instance with \`signalbox init\`.`, { cause });
  }
}
