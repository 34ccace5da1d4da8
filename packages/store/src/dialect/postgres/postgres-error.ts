// store: what can go wrong with a Postgres server, told so that its owner can mend it. Never tells the password.
import { StorageError } from '../storage-error.ts';

type PostgresErrorKind = 'full' | 'read_only' | 'unopenable' | 'unreachable' | 'contended' | 'constraint' | 'failed';

/** SQLSTATE codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const KIND_BY_STATE: { readonly [state: string]: PostgresErrorKind } = {
  // Another transaction has changed what this one read, or waits for what this one holds: it may be repeated.
  '40001': 'contended',
  '40P01': 'contended',
  '55P03': 'contended',
  // A prepared statement from before a migration.
  '0A000': 'contended',
  '25006': 'read_only',
  '53100': 'full',
  '53300': 'unreachable',
  '57P01': 'unreachable',
  '57P02': 'unreachable',
  '57P03': 'unreachable',
  '25P03': 'unreachable',
  '3D000': 'unopenable',
  '42501': 'unopenable',
};

const KIND_BY_CLASS: { readonly [prefix: string]: PostgresErrorKind } = {
  '08': 'unreachable',
  '23': 'constraint',
  '28': 'unopenable',
};

/** Classes of what is a defect of ours, which no waiting mends: it is told as one. */
const WRONG_STATEMENTS: ReadonlySet<string> = new Set(['22', '42']);

const NETWORK_CODES: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT',
  'EAI_AGAIN',
]);

/** `pg` has no code for a connection that ended, nor for one that took too long. */
const ENDED =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error/i;

const MEND: { readonly [Kind in PostgresErrorKind]: string } = {
  full: 'The disk of Postgres is full: nothing was written; free some space and repeat the request.',
  read_only: 'This Postgres only answers reads: point the server at the primary.',
  unopenable: 'Check the database, the user and the password in the URL, and that the user may create a schema.',
  unreachable: 'Check that Postgres runs and that the host and port of the URL can be reached from here.',
  contended: 'Too many requests changed the same object at the same time: repeat the request.',
  constraint: 'A stored value contradicts another one.',
  failed: 'Postgres refused the statement.',
};

function kindOf(error: Error): PostgresErrorKind | null {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (NETWORK_CODES.has(code) || ENDED.test(error.message)) return 'unreachable';
  // node tries each address of a name, and reports them together.
  if (error instanceof AggregateError) return 'unreachable';
  if (!/^[0-9A-Z]{5}$/.test(code)) return null;
  const kind = KIND_BY_STATE[code] ?? KIND_BY_CLASS[code.slice(0, 2)];
  if (kind !== undefined) return kind;
  return WRONG_STATEMENTS.has(code.slice(0, 2)) ? null : 'failed';
}

/** Turns an error of `pg` into a StorageError; everything else is returned as it is. */
export function postgresErrorFrom(error: unknown, place: string): unknown {
  if (!(error instanceof Error) || error instanceof StorageError) return error;
  const kind = kindOf(error);
  if (kind === null) return error;
  const detail = error.message || (error instanceof AggregateError ? String(error.errors[0]?.message) : error.name);
  return new StorageError(kind, `${place}: ${detail}. ${MEND[kind]}`, { cause: error });
}
