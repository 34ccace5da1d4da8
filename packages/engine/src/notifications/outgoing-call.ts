// engine: a request to an address that a user has named.
import { lookup } from 'node:dns';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

export interface OutgoingCall {
  readonly method: string;
  /** Often a secret: it stands in no message. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Null sends none. */
  readonly body: string | null;
  /** Whether the address may be one of the own network. Default true. */
  readonly allow_private_urls?: boolean;
  /** Whether the certificate must be trusted. Default true. */
  readonly verify?: boolean;
  /** Default 30. */
  readonly timeout_seconds?: number;
}

export interface CallAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Its first 10,000 characters. */
  readonly body: string;
}

/** No answer came. */
export class CallFailedError extends Error {
  override readonly name = 'CallFailedError';
}

const ANSWER_CHARACTERS_AT_MOST = 10_000;
const TIMEOUT_SECONDS = 30;

const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  PRIVATE.addSubnet(network, prefix, 'ipv6');

/** Also true for the IPv6 forms of private IPv4 addresses. */
export const isPrivateAddress = (address: string): boolean =>
  PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

/** Looks at the address that is really called, whatever its name said before. */
const publicLookup: LookupFunction = (hostname, options, callback) =>
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, []);
    if (addresses.some(({ address }) => isPrivateAddress(address)))
      return callback(new CallFailedError('the address is private, and the block does not allow that'), []);
    if (options.all) return callback(null, addresses);
    const [first] = addresses;
    callback(null, first?.address ?? '', first?.family);
  });

/** Tells what went wrong without the address. */
function reasonOf(error: unknown): string {
  if (error instanceof CallFailedError) return error.message;
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code;
  return error instanceof Error ? error.name : 'unknown';
}

function checked(call: OutgoingCall): URL {
  const url = URL.canParse(call.url) ? new URL(call.url) : null;
  if (url === null || !/^https?:$/.test(url.protocol))
    throw new CallFailedError('the address is not one of http or https');
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
  // An address that is written as one is not looked up.
  if (call.allow_private_urls === false && isIP(literal) !== 0 && isPrivateAddress(literal))
    throw new CallFailedError('the address is private, and the block does not allow that');
  return url;
}

/**
 * Sends it once, and follows no redirection.
 * @throws CallFailedError when no answer comes, without the address
 */
export async function callOut(call: OutgoingCall): Promise<CallAnswer> {
  try {
    return await send(checked(call), call);
  } catch (error) {
    throw new CallFailedError(`The call failed: ${reasonOf(error)}.`, { cause: error });
  }
}

function send(url: URL, call: OutgoingCall): Promise<CallAnswer> {
  const { method, headers, body, allow_private_urls = true, verify = true, timeout_seconds = TIMEOUT_SECONDS } = call;
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method,
      headers: { ...headers, ...(body !== null && { 'content-length': String(Buffer.byteLength(body)) }) },
      ...(!allow_private_urls && { lookup: publicLookup }),
      rejectUnauthorized: verify,
      signal: AbortSignal.timeout(timeout_seconds * 1_000),
    });
    request.once('error', reject);
    request.once('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        if (text.length < ANSWER_CHARACTERS_AT_MOST) text += part;
      });
      response.once('error', reject);
      response.once('end', () => {
        const told = Object.entries(response.headers).map(([name, value]) => [name, String(value)]);
        resolve({
          status: response.statusCode ?? 0,
          headers: Object.fromEntries(told),
          body: text.slice(0, ANSWER_CHARACTERS_AT_MOST),
        });
      });
    });
    request.end(body ?? undefined);
  });
}
