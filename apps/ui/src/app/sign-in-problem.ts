// app: why signing in did not succeed, in words.
import { RequestTimeoutError, ServerUnreachableError, UnauthorizedError } from '@signalbox/client';
import { errorDetail } from '../ui/error-detail.ts';

/** What one signs in with. */
export type SignInWay = 'password' | 'key';

const REFUSED: Readonly<Record<SignInWay, string>> = {
  password: 'The server does not know this user with this password.',
  key: 'The server does not know this key.',
};

export function signInProblem(error: unknown, way: SignInWay): string {
  if (error instanceof UnauthorizedError) return REFUSED[way];
  if (error instanceof ServerUnreachableError || error instanceof RequestTimeoutError)
    return 'The server cannot be reached. Whether the credentials are right is not known: try again when it runs.';
  const { title, detail } = errorDetail(error);
  return `${title}. ${detail}`;
}

/** Headers carry no other letters, and a key that cannot be sent would look like a server that is not there. */
export const isSendableKey = (key: string): boolean => /^[\x21-\x7e]+$/.test(key);
