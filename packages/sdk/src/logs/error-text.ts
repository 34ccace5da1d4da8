// sdk: an error as a person wants to read it in a log.

const OWN_FOLDER = new URL('..', import.meta.url).href;

/** The stack without the frames of this package and of Node itself, and the errors that caused it. */
export function errorText(error: unknown): string {
  if (!(error instanceof Error)) return `Thrown: ${String(error)}`;
  const lines = (error.stack ?? `${error.name}: ${error.message}`).split('\n');
  const isOwn = (line: string) =>
    /^\s+at /.test(line) && (line.includes(OWN_FOLDER) || line.includes('(node:internal/'));
  const text = lines.filter((line) => !isOwn(line)).join('\n');
  return error.cause === undefined ? text : `${text}\nCaused by ${errorText(error.cause)}`;
}
