// server: the node:http listener: which requests are let in, and how answers leave.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { GRAPHQL_PATH } from '../graphql/load-graphql.ts';
import { requestIdOf } from '../observability/request-id.ts';
import type { RequestWatch } from '../observability/request-watch.ts';
import type { Api } from './api.ts';
import type { Guard } from './guard.ts';
import { type Answer, errorAnswer } from './manners.ts';

const compress = promisify(gzip);

/** Smaller bodies grow or hardly shrink. */
const COMPRESSED_FROM_BYTES = 1_400;

export interface ListenerOptions {
  readonly api: Api;
  readonly guard: Guard;
  /** Answers `/graphql`. */
  readonly graphql: (request: IncomingMessage, signal: AbortSignal, request_id: string) => Promise<Answer>;
  /** Answers everything outside of `/api`: the dashboard. */
  readonly pages: (request: IncomingMessage, response: ServerResponse) => void;
  /** Answers `/api/metrics`; null when they are off. */
  readonly metrics: (() => Promise<Answer>) | null;
  /** Answers within a span of its own; null when nothing is traced. */
  readonly traced: (<T>(request: IncomingMessage, answer: () => Promise<T>) => Promise<T>) | null;
  /** Told of the requests that are not let in; the API tells of the others. */
  readonly watch: RequestWatch | null;
}

export function createListener({
  api,
  guard,
  graphql,
  pages,
  metrics,
  traced,
  watch,
}: ListenerOptions): RequestListener {
  return (request, response) => {
    const [path = '/', query = ''] = splitUrl(request.url ?? '/');
    const refusal = guard.refusal(request, path);
    const request_id = requestIdOf(request);
    response.setHeader('x-request-id', request_id);
    if (refusal) {
      const { status } = refusal;
      watch?.({ route: 'refused', method: request.method ?? '', status, seconds: 0, request_id });
      return void send(request, response, refusal);
    }
    const isGraphql = path === GRAPHQL_PATH;
    if (path === '/api/openapi.json' || !(isGraphql || path === '/api' || path.startsWith('/api/')))
      return pages(request, response);
    const failed = () => send(request, response, errorAnswer('internal', 'Internal Server Error'));
    if (metrics !== null && path === '/api/metrics')
      return void metrics().then((answer) => send(request, response, answer), failed);
    const gone = new AbortController();
    response.on('close', () => {
      if (!response.writableFinished) gone.abort();
    });
    const answer = () =>
      isGraphql
        ? graphql(request, gone.signal, request_id)
        : api.answer(request, path.slice('/api'.length) || '/', new URLSearchParams(query), gone.signal, request_id);
    void (traced ? traced(request, answer) : answer())
      .then((answered) => send(request, response, answered))
      .catch(failed);
  };
}

function splitUrl(url: string): [string, string] {
  const mark = url.indexOf('?');
  return mark === -1 ? [url, ''] : [url.slice(0, mark), url.slice(mark + 1)];
}

/** Bytes of a refused body that are still read, so that its sender comes to read the answer. */
const DISCARDED_BYTES_AT_MOST = 64 * 1024 * 1024;

/** A socket that is closed with unread bytes in it takes the answer along that is on its way. */
function discardRest(request: IncomingMessage): void {
  let bytes = 0;
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > DISCARDED_BYTES_AT_MOST) request.destroy();
  });
  request.resume();
}

async function send(request: IncomingMessage, response: ServerResponse, answer: Answer): Promise<void> {
  if (response.destroyed || response.headersSent) return;
  for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
  if (!request.complete) discardRest(request);
  if (answer.status === 204) return void response.writeHead(204).end();
  const isText = response.hasHeader('content-type');
  // A buffer leaves at once; a text would be measured first, and encoded by a slower way.
  let body = Buffer.from(isText ? String(answer.body) : JSON.stringify(answer.body));
  if (!isText) response.setHeader('content-type', 'application/json');
  if (body.length >= COMPRESSED_FROM_BYTES && isWorthCompressing(request)) {
    body = await compress(body, { level: 1 });
    response.setHeader('content-encoding', 'gzip');
  }
  response.setHeader('vary', 'Accept-Encoding');
  response.setHeader('content-length', body.length);
  response.writeHead(answer.status).end(body);
}

/** On loopback bytes cost nothing, and compressing them costs more than the query that made them. */
function isWorthCompressing(request: IncomingMessage): boolean {
  const address = request.socket.remoteAddress ?? '';
  const isLoopback = address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.');
  return !isLoopback && /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
}
