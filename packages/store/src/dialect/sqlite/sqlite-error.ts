// store: what can go wrong with a SQLite file, told so that its owner can mend it.
import { StorageError } from '../storage-error.ts';

type SqliteErrorKind = 'full' | 'read_only' | 'corrupt' | 'unopenable' | 'constraint' | 'failed';

/** Primary result codes: https://www.sqlite.org/rescode.html */
const KIND_BY_CODE: { readonly [code: number]: SqliteErrorKind } = {
  8: 'read_only',
  10: 'failed',
  11: 'corrupt',
  13: 'full',
  14: 'unopenable',
  19: 'constraint',
  26: 'corrupt',
};

const MEND: { readonly [Kind in SqliteErrorKind]: string } = {
  full: 'The disk is full: nothing was written; free some space and repeat the request.',
  read_only: 'The file cannot be written: check its owner and mode, and that the disk is not mounted read-only.',
  corrupt: 'The file is damaged or no SQLite database: move it away (keep it) and start again, or restore a backup.',
  unopenable: 'The file cannot be opened: check that its folder exists and may be written.',
  constraint: 'A stored value contradicts another one.',
  failed: 'The database failed to read or write.',
};

/** A defect of ours, which no waiting mends: it is told as one. */
const WRONG_STATEMENT = 1;

function resultCode(error: unknown): number | null {
  if (error instanceof Error && 'errcode' in error && typeof error.errcode === 'number') return error.errcode & 0xff;
  return null;
}

/** Turns an error of node:sqlite into a StorageError; everything else is returned as it is. */
export function storageErrorFrom(error: unknown, path: string): unknown {
  const code = resultCode(error);
  if (code === null || code === WRONG_STATEMENT) return error;
  const kind = KIND_BY_CODE[code] ?? 'failed';
  const detail = error instanceof Error ? error.message : String(error);
  return new StorageError(kind, `${path}: ${detail}. ${MEND[kind]}`, { cause: error });
}

/** Another connection holds the lock. Codes 5 and 6 are SQLite's BUSY and LOCKED. */
export const isBusyError = (error: unknown): boolean => {
  const code = resultCode(error);
  return code === 5 || code === 6;
};
