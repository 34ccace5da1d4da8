// server: who may ask. Loopback only, unless credentials are set or the user insists.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { GRAPHQL_PATH } from '../graphql/load-graphql.ts';
import type { CsrfProtection } from './csrf.ts';
import { type Answer, errorAnswer } from './manners.ts';

export interface Guard {
  /** The answer to a request that is not let in, or null. */
  refusal(request: IncomingMessage, path: string): Answer | null;
  /** Whether a websocket must not even be opened: a page of another site asks for it. */
  refusesUpgrade(request: IncomingMessage): boolean;
  /** Whether a token from the first frame of a websocket is good; anything is when no credentials are set. */
  acceptsToken(token: string | null): boolean;
  /** Whether an Authorization header is good; anything is when no credentials are set. */
  acceptsAuthorization(header: string): boolean;
  readonly requiresCredentials: boolean;
}

export interface GuardOptions {
  /** `user:password`, as in Prefect's PREFECT_SERVER_API_AUTH_STRING; taken as Basic and as Bearer. */
  readonly auth_string: string | null;
  /** A key that is taken as Bearer; null takes none. */
  readonly api_key: string | null;
  /** Takes requests for any host name though there are no credentials: the user insisted on it. */
  readonly open_to_network: boolean;
  /** Null wants no tokens. */
  readonly csrf: CsrfProtection | null;
}

const OPEN_PATHS: ReadonlySet<string> = new Set(['/api/health', '/api/ready']);
const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Whether a host to listen on is reachable from this machine only. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host);

export function createGuard({ auth_string, api_key, open_to_network, csrf }: GuardOptions): Guard {
  const secrets = [auth_string, api_key].filter((secret) => secret !== null);
  const requiresCredentials = secrets.length > 0;
  const acceptsToken = oneOf(secrets);
  const acceptsHeader = oneOf([
    ...(auth_string === null ? [] : [`Basic ${Buffer.from(auth_string).toString('base64')}`]),
    ...secrets.map((secret) => `Bearer ${secret}`),
  ]);
  const isForeignName = requiresCredentials || open_to_network ? () => false : namesAnotherMachine;
  return {
    requiresCredentials,
    refusal: (request, path) => {
      if (isForeignName(request) || (isChange(request) && isFromAnotherSite(request))) {
        return errorAnswer(
          'forbidden',
          'This server takes requests for this machine only, and no changes from pages of other sites.',
        );
      }
      if (!path.startsWith('/api') && path !== GRAPHQL_PATH) return null;
      // No WWW-Authenticate: a browser would ask by a window of its own, in front of the dashboard's sign-in.
      if (requiresCredentials && !OPEN_PATHS.has(path) && !acceptsHeader(request.headers.authorization ?? ''))
        return errorAnswer('unauthorized', 'Unauthorized');
      return csrf?.refusal(request) ?? null;
    },
    refusesUpgrade: (request) => isForeignName(request) || isFromAnotherSite(request),
    acceptsAuthorization: (header) => !requiresCredentials || acceptsHeader(header),
    acceptsToken: (token) => !requiresCredentials || acceptsToken(token ?? ''),
  };
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Compares with each of the texts without telling by its time how much was right, nor which one it was. */
function oneOf(texts: readonly string[]): (text: string) => boolean {
  const expected = texts.map(digest);
  return (text) => {
    const given = digest(text);
    return expected.map((each) => timingSafeEqual(each, given)).includes(true);
  };
}

/** A page of another site that has its name rebound to 127.0.0.1 cannot hide that name in Host. */
function namesAnotherMachine({ headers: { host = '' } }: IncomingMessage): boolean {
  return host !== '' && !LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase());
}

const isChange = ({ method }: IncomingMessage): boolean =>
  method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';

/** A page of another site can make a browser send requests here. It cannot hide its Origin. */
function isFromAnotherSite({ headers: { host = '', origin } }: IncomingMessage): boolean {
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== host);
}
