// server: what it tells about itself: a line of text for people, or of JSON for programs.

export type LogLevel = 'error' | 'warning' | 'info' | 'debug';
export type LogFormat = 'text' | 'json';
export type LogFields = { readonly [name: string]: string | number | null };

export interface ServerLog {
  /** A failure of the server itself, never what a client did wrong. */
  error(message: string, error?: unknown, fields?: LogFields): void;
  warning(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  /** Whether lines of this level are written, for callers that would have to gather what they say. */
  writes(level: LogLevel): boolean;
}

export interface ServerLogOptions {
  /** Default `warning`, as Prefect's. At `info` every request is told. */
  readonly level?: LogLevel;
  /** Default `text`. */
  readonly format?: LogFormat;
  /** Takes a line without its end. Default: standard error. */
  readonly write?: (line: string) => void;
  readonly now?: () => Date;
}

/** From the rarest to the most talkative. */
export const LOG_LEVELS: readonly LogLevel[] = ['error', 'warning', 'info', 'debug'];
export const LOG_FORMATS: readonly LogFormat[] = ['text', 'json'];

export function serverLog({
  level = 'warning',
  format = 'text',
  write = (line) => process.stderr.write(`${line}\n`),
  now = () => new Date(),
}: ServerLogOptions = {}): ServerLog {
  const most = LOG_LEVELS.indexOf(level);
  const writes = (asked: LogLevel) => LOG_LEVELS.indexOf(asked) <= most;
  const tell = (asked: LogLevel, message: string, fields: LogFields, error?: unknown) => {
    if (!writes(asked)) return;
    const entry: Entry = { time: now().toISOString(), level: asked, message, fields, trace: traceOf(error) };
    write(format === 'json' ? jsonLine(entry) : textLine(entry));
  };
  return {
    writes,
    error: (message, error, fields = {}) => tell('error', message, fields, error),
    warning: (message, fields = {}) => tell('warning', message, fields),
    info: (message, fields = {}) => tell('info', message, fields),
  };
}

interface Entry {
  readonly time: string;
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields;
  /** Null when there was no error. */
  readonly trace: string | null;
}

const jsonLine = ({ time, level, message, fields, trace }: Entry): string =>
  JSON.stringify({ time, level, message, ...fields, ...(trace !== null && { error: trace }) });

function textLine({ time, level, message, fields, trace }: Entry): string {
  const named = Object.entries(fields).map(([name, value]) => ` ${name}=${value}`);
  return `${time} ${level} ${message}${named.join('')}${trace === null ? '' : `\n${trace}`}`;
}

/** The stack with the causes below it. */
function traceOf(error: unknown): string | null {
  if (error === undefined) return null;
  if (!(error instanceof Error)) return String(error);
  const own = error.stack ?? error.message;
  return error.cause === undefined ? own : `${own}\ncaused by: ${traceOf(error.cause)}`;
}
