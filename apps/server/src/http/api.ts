// server: from a request to a handler and back: route, parse, check, answer.
import type { IncomingMessage } from 'node:http';
import { ApiError, BATCHED_ROUTES, type BatchCall, type Route, routes } from '@signalbox/contract';
import type { Engine } from '@signalbox/engine';
import createRouter, { type HTTPMethod } from 'find-my-way';
import { batchHandlers } from '../batch/handlers.ts';
import type { RequestWatch } from '../observability/request-watch.ts';
import { readBody } from './body.ts';
import type { CsrfProtection } from './csrf.ts';
import { isEmbedded, withoutNulls } from './embedded-body.ts';
import type { Handlers, HandlersOf, RequestContext } from './handler.ts';
import { type Answer, answerFromError, errorAnswer, invalidRequest, malformedJson } from './manners.ts';

type AnyHandler = (
  request: { params?: unknown; query?: unknown; body?: unknown },
  context: RequestContext,
) => Promise<Answer>;

interface Endpoint {
  readonly route: Route;
  readonly handler: AnyHandler;
}

const METHODS: readonly HTTPMethod[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Oldest API version that this server still speaks. */
const OLDEST_API_VERSION = [0, 8, 0] as const;

export interface Api {
  /** Answers one request below the API's base. Failures of ours are reported to `onFailure` and answered with 500. */
  answer(
    request: IncomingMessage,
    path: string,
    search: URLSearchParams,
    signal: AbortSignal,
    request_id: string,
  ): Promise<Answer>;
}

export interface ApiOptions {
  readonly engine: Engine;
  readonly handlers: Handlers;
  /** Null when this server wants no tokens. */
  readonly csrf: CsrfProtection | null;
  readonly onFailure: (error: unknown, route: string, request_id: string) => void;
  /** Null when nobody watches, and nothing is measured. */
  readonly watch: RequestWatch | null;
}

export function createApi({ engine, handlers, csrf, onFailure, watch }: ApiOptions): Api {
  const router = createRouter({ ignoreTrailingSlash: true, maxParamLength: 2_000 });
  const batch = batchHandlers((part, context) => answerPart(router, part, context));
  for (const endpoint of endpointsOf({ ...handlers, batch })) {
    const path = endpoint.route.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router.on(endpoint.route.method, path, noop, endpoint);
  }
  const answer: Api['answer'] = async (request, path, search, signal, request_id) => {
    const found = router.find(methodOf(request), path);
    if (!found) return answerToUnknown(router, path);
    // The router keeps what it was given: an Endpoint.
    const { route, handler } = found.store as Endpoint;
    try {
      checkApiVersion(request);
      const { headers } = request;
      return await call({ route, handler }, found.params, search, request, { engine, headers, csrf, signal });
    } catch (error) {
      const answer = answerFromError(error);
      if (answer) return answer;
      onFailure(error, route.id, request_id);
      return errorAnswer('internal', 'Internal Server Error');
    }
  };
  if (watch === null) return { answer };
  return {
    answer: async (request, path, search, signal, request_id) => {
      const began = performance.now();
      const answered = await answer(request, path, search, signal, request_id);
      const seconds = (performance.now() - began) / 1_000;
      const found = router.find(methodOf(request), path);
      const route = found ? (found.store as Endpoint).route.id : 'unknown';
      watch({ route, method: request.method ?? '', status: answered.status, seconds, request_id });
      return answered;
    },
  };
}

const noop = () => {};

const methodOf = (request: IncomingMessage): HTTPMethod =>
  METHODS.find((method) => method === request.method) ?? 'TRACE';

function* endpointsOf(handlers: Handlers & { readonly batch: HandlersOf<'batch'> }): Generator<Endpoint> {
  for (const [resource, verbs] of Object.entries(routes)) {
    const answering: { readonly [verb: string]: unknown } = handlers[resource as keyof typeof routes];
    for (const [verb, route] of Object.entries(verbs)) {
      // Handlers are typed by their route where they are written; here they are called with what that route parsed.
      yield { route, handler: answering[verb] as AnyHandler };
    }
  }
}

function answerToUnknown(router: ReturnType<typeof createRouter>, path: string): Answer {
  const allowed = METHODS.filter((method) => {
    const found = router.find(method, path);
    if (!found) return false;
    const { params } = (found.store as Endpoint).route;
    return !params || params.safeParse(found.params).success;
  });
  if (allowed.length === 0) return { status: 404, body: { detail: 'Not Found' } };
  return { status: 405, body: { detail: 'Method Not Allowed' }, headers: { allow: allowed.join(', ') } };
}

type Context = Omit<RequestContext, 'body_text'>;

async function answerPart(
  router: ReturnType<typeof createRouter>,
  { method, path, body }: BatchCall,
  context: Context,
): Promise<Answer> {
  const found = router.find(method, path);
  if (!found) return answerToUnknown(router, path);
  const endpoint = found.store as Endpoint;
  if (!BATCHED_ROUTES.has(endpoint.route.id))
    throw new ApiError('bad_request', `${method} ${path} cannot be part of a batch: send it by itself.`);
  return handled(
    endpoint,
    found.params,
    new URLSearchParams(),
    { value: body, text: JSON.stringify(body) ?? '' },
    context,
  );
}

async function call(
  endpoint: Endpoint,
  pathParams: unknown,
  search: URLSearchParams,
  request: IncomingMessage,
  context: Context,
): Promise<Answer> {
  if (!endpoint.route.body) {
    request.resume();
    return handled(endpoint, pathParams, search, { value: undefined, text: '' }, context);
  }
  const text = await readBody(request);
  const json = parseJson(text);
  if ('error' in json) return json.error;
  return handled(endpoint, pathParams, search, { value: json.value, text }, context);
}

async function handled(
  { route, handler }: Endpoint,
  pathParams: unknown,
  search: URLSearchParams,
  given: { readonly value: unknown; readonly text: string },
  context: Context,
): Promise<Answer> {
  const parsed: { params?: unknown; query?: unknown; body?: unknown } = {};
  if (route.params) {
    const params = route.params.safeParse(pathParams);
    if (!params.success) return { status: 404, body: { detail: 'Not Found' } };
    parsed.params = params.data;
  }
  if (route.query) {
    const raw = queryObject(search);
    const query = route.query.safeParse(raw);
    if (!query.success) return invalidRequest('query', query.error, raw);
    parsed.query = query.data;
  }
  if (route.body) {
    const value = isEmbedded(route.body) ? withoutNulls(given.value) : given.value;
    const body = route.body.safeParse(value);
    if (!body.success) return invalidRequest('body', body.error, given.value);
    parsed.body = body.data;
  }
  return handler(parsed, { ...context, body_text: given.text });
}

function parseJson(text: string): { value: unknown } | { error: Answer } {
  if (text === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { error: malformedJson(message, Number(/position (\d+)/.exec(message)?.[1] ?? 0)) };
  }
}

/** `true` and `false` are the only words of a query that are not text or a number to be coerced. */
function queryObject(search: URLSearchParams): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, value] of search) values[name] = value === 'true' ? true : value === 'false' ? false : value;
  return values;
}

function checkApiVersion(request: IncomingMessage): void {
  const version = request.headers['x-prefect-api-version'];
  if (version === undefined) return;
  const match = /^(\d+)\.(\d+)\.(\d+)$/.exec(String(version));
  if (!match)
    throw new ApiError('bad_request', `Unusable X-PREFECT-API-VERSION '${version}': expected a version such as 0.8.4.`);
  const parts = match.slice(1).map(Number);
  const difference =
    OLDEST_API_VERSION.map((oldest, index) => (parts[index] ?? 0) - oldest).find((part) => part !== 0) ?? 0;
  if (difference < 0) {
    throw new ApiError(
      'bad_request',
      `The client speaks API version ${version}; this server needs ${OLDEST_API_VERSION.join('.')} or later: upgrade the client.`,
    );
  }
}
