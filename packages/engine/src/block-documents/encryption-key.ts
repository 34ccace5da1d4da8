// engine: the key that block documents are encrypted with: given, or a file of its own, never in the database.
import { hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

export interface EncryptionKeyOptions {
  /** The secret itself, any text; it goes before the file. */
  readonly secret: string | null;
  /** The file to keep a secret in when none is given; made, with mode 0600, when something is first encrypted. */
  readonly path: string;
}

/** No secret to decrypt with, or one that cannot be read. */
export class EncryptionKeyError extends Error {
  override readonly name = 'EncryptionKeyError';
}

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined);

function readSecret(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    const reason = error instanceof Error ? error.message : String(error);
    throw new EncryptionKeyError(`The encryption key ${path} cannot be read: ${reason}`, { cause: error });
  }
}

/** Another process may make it at the same time: whoever is second takes what the first has written. */
function makeSecret(path: string): string {
  const secret = randomBytes(32).toString('base64url');
  try {
    writeFileSync(path, `${secret}\n`, { mode: 0o600, flag: 'wx' });
    return secret;
  } catch (error) {
    const written = codeOf(error) === 'EEXIST' ? readSecret(path) : null;
    if (written !== null) return written;
    const reason = error instanceof Error ? error.message : String(error);
    throw new EncryptionKeyError(
      `The encryption key ${path} cannot be written: ${reason}. Make its folder writable, or set SIGNALBOX_ENCRYPTION_KEY.`,
      { cause: error },
    );
  }
}

/** 32 bytes for AES-256, whatever the length of the secret. @throws EncryptionKeyError */
export function encryptionKey({ secret, path }: EncryptionKeyOptions, make: boolean): Buffer {
  const found = secret ?? readSecret(path) ?? (make ? makeSecret(path) : null);
  if (found === null || found === '') {
    throw new EncryptionKeyError(
      `There is no encryption key: ${path} is missing or empty, and SIGNALBOX_ENCRYPTION_KEY is not set. Restore the file from a backup, or set the key that the documents were written with.`,
    );
  }
  return Buffer.from(hkdfSync('sha256', found, '', 'signalbox block documents', 32));
}
