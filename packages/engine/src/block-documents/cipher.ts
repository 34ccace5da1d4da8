// engine: encryption of block documents at rest.
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type EncryptionKeyOptions, encryptionKey } from './encryption-key.ts';

export interface Cipher {
  /** @param owner the id of what the text belongs to: the result is good for nothing else */
  encrypt(plain: string, owner: string): string;
  /** @throws DecryptionError when it was encrypted with another key, for another owner, or was changed since */
  decrypt(sealed: string, owner: string): string;
}

/** Encrypted data that this key cannot open. */
export class DecryptionError extends Error {
  override readonly name = 'DecryptionError';
}

/** Named in front of what is encrypted, so that another way can follow. */
const SCHEME = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** The key is sought when it is first needed, so that a server without blocks needs none. */
export function createCipher(options: EncryptionKeyOptions): Cipher {
  let key: Buffer | null = null;
  return {
    encrypt: (plain, owner) => {
      key ??= encryptionKey(options, true);
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(SCHEME, key, nonce).setAAD(Buffer.from(owner));
      const parts = [nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()];
      return `${SCHEME}:${Buffer.concat(parts).toString('base64')}`;
    },
    decrypt: (sealed, owner) => {
      key ??= encryptionKey(options, false);
      const bytes = Buffer.from(sealed.slice(SCHEME.length + 1), 'base64');
      try {
        const decipher = createDecipheriv(SCHEME, key, bytes.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(owner)).setAuthTag(bytes.subarray(-TAG_BYTES));
        return decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
      } catch (error) {
        throw new DecryptionError(
          `The data of ${owner} cannot be decrypted: it was written with another key than SIGNALBOX_ENCRYPTION_KEY or ${options.path} now holds.`,
          { cause: error },
        );
      }
    },
  };
}
