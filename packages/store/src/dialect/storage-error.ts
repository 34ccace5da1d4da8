// store: what can go wrong with the database itself, told so that its owner can mend it.

export type StorageErrorKind =
  | 'full'
  | 'read_only'
  | 'corrupt'
  | 'newer'
  | 'in_use'
  | 'unopenable'
  | 'unreachable'
  | 'contended'
  | 'constraint'
  | 'failed';

/** The database refused: `kind` says why, the message says which file and what to do. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  readonly kind: StorageErrorKind;

  constructor(kind: StorageErrorKind, message: string, options?: { cause: unknown }) {
    super(message, options);
    this.kind = kind;
  }
}
