// server: the token that a browser's page of another site cannot know, so that it cannot make changes in a user's name.
import type { IncomingMessage } from 'node:http';
import { type CsrfToken, Uuid } from '@signalbox/contract';
import { addSeconds, now as systemTime } from '@signalbox/core';
import { type Cipher, DecryptionError } from '@signalbox/engine';
import { type Answer, errorAnswer } from './manners.ts';

export interface CsrfProtection {
  /** A token for the client that calls itself so; earlier ones stay good until they expire. */
  issue(client: string): CsrfToken;
  /** The answer to a change that carries no good token, or null. Reading needs none. */
  refusal(request: Pick<IncomingMessage, 'method' | 'headers'>): Answer | null;
}

export interface CsrfOptions {
  readonly secrets: Cipher;
  /** Prefect's default is an hour. */
  readonly expires_after_seconds: number;
  readonly clock?: () => CsrfToken['expiration'];
}

const READING: ReadonlySet<string | undefined> = new Set(['GET', 'HEAD', 'OPTIONS']);

const ownerOf = (client: string): string => `csrf token of ${client}`;

/**
 * A token is its own expiration, sealed for its client with the server's key: nothing is stored, so it survives a
 * restart, and every replica with the same key takes it.
 */
export function csrfProtection({ secrets, expires_after_seconds, clock = systemTime }: CsrfOptions): CsrfProtection {
  // Makes the key when there is none yet, so that a forged token meets one to be refused by.
  secrets.encrypt('', ownerOf(''));

  function isGood(token: string, client: string): boolean {
    try {
      return secrets.decrypt(token, ownerOf(client)) > clock();
    } catch (error) {
      if (error instanceof DecryptionError) return false;
      throw error;
    }
  }

  return {
    issue: (client) => {
      const time = clock();
      const expiration = addSeconds(time, expires_after_seconds);
      const token = secrets.encrypt(expiration, ownerOf(client));
      return { id: Uuid.parse(crypto.randomUUID()), created: time, updated: time, token, client, expiration };
    },
    refusal: ({ method, headers }) => {
      if (READING.has(method)) return null;
      const token = headers['prefect-csrf-token']?.toString() ?? '';
      const client = headers['prefect-csrf-client']?.toString() ?? '';
      // Prefect's clients ask for a new token when they read these words.
      if (token === '') return errorAnswer('forbidden', 'Missing CSRF token.');
      if (client === '') return errorAnswer('forbidden', 'Missing client identifier.');
      return isGood(token, client) ? null : errorAnswer('forbidden', 'Invalid CSRF token or client identifier.');
    },
  };
}
