// deploy: where a flow is: a file and a name in it.

export interface Entrypoint {
  /** As written, for instance `flows/etl.ts:etl`. */
  readonly text: string;
  readonly language: 'javascript' | 'python';
  readonly path: string;
  readonly name: string;
}

const FILE = /^(.+\.(?:([mc]?[jt]sx?)|py)):([^:/\\]+)$/;

/** Null when the text is not `path/to/file.ts:name` or `path/to/file.py:name`. */
export function entrypointFromText(text: string): Entrypoint | null {
  const match = FILE.exec(text);
  if (!match) return null;
  const [, path = '', javascript, name = ''] = match;
  return { text, language: javascript === undefined ? 'python' : 'javascript', path, name };
}
