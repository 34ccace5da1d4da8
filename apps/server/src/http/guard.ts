// server: who may ask. Loopback only, unless credentials are set.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { type Answer, errorAnswer } from './manners.ts';

export interface Guard {
  /** The answer to a request that is not let in, or null. Websocket upgrades are asked about too. */
  refusal(request: IncomingMessage, path: string): Answer | null;
  /** Whether a token from the first frame of a websocket is good; anything is when no credentials are set. */
  acceptsToken(token: string | null): boolean;
  readonly requiresCredentials: boolean;
}

const OPEN_PATHS: ReadonlySet<string> = new Set(['/api/health', '/api/ready']);
const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a host to listen on is reachable from this machine only. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

/** @param auth_string `user:password`, as in Prefect's PREFECT_SERVER_API_AUTH_STRING; null lets everyone on this machine in */
export function createGuard(auth_string: string | null): Guard {
  const basic = auth_string === null ? null : `Basic ${Buffer.from(auth_string).toString('base64')}`;
  const accepts = (authorization: string) =>
    basic === null || sameText(authorization, basic) || sameText(authorization, `Bearer ${auth_string}`);
  return {
    requiresCredentials: basic !== null,
    refusal: (request, path) => {
      if (isForeign(request, basic === null)) {
        return errorAnswer(
          'forbidden',
          'This server takes requests for this machine only, and no changes from pages of other sites.',
        );
      }
      if (basic === null || OPEN_PATHS.has(path) || !path.startsWith('/api')) return null;
      if (accepts(request.headers.authorization ?? '')) return null;
      return errorAnswer('unauthorized', 'Unauthorized', { 'www-authenticate': 'Basic realm="signalbox"' });
    },
    acceptsToken: (token) => auth_string === null || sameText(token ?? '', auth_string),
  };
}

/** Compares without telling by its time how much was right. */
function sameText(left: string, right: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(left), digest(right));
}

/**
 * A page of another site can make a browser send requests here. It cannot hide its Origin, and after rebinding its
 * name to 127.0.0.1 it cannot hide that name in Host.
 */
function isForeign(request: IncomingMessage, withoutCredentials: boolean): boolean {
  const { host = '', origin } = request.headers;
  if (withoutCredentials && host !== '' && !LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase())) return true;
  const changes = request.method !== 'GET' && request.method !== 'HEAD' && request.method !== 'OPTIONS';
  const isUpgrade = request.headers.upgrade !== undefined;
  if (origin === undefined || !(changes || isUpgrade)) return false;
  return !URL.canParse(origin) || new URL(origin).host !== host;
}
