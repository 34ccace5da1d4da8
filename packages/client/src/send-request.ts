// client: one request with its tries: what is sent, when again, and what a caller gets.
import type { Connection } from './connection.ts';
import { type CsrfGuard, isCsrfRefusal } from './csrf.ts';
import { errorFromAnswer, RequestTimeoutError, ServerUnreachableError } from './errors.ts';
import { backoffSeconds, retryAfterSeconds } from './retry-delay.ts';
import { isRepeatable, isRetriedFailure, isRetriedStatus } from './retry-rule.ts';
import type { RouteEntry } from './route-table.ts';

/** As much of `fetch` as the client uses; the global one fits. */
export type Fetch = (url: string, init: FetchRequest) => Promise<FetchAnswer>;

export interface FetchRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly body?: string;
}

export interface FetchAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  text(): Promise<string>;
}

export interface AnswerHeaders {
  get(name: string): string | null;
}

/** What the outside world gives to a request; tests bring their own. */
export interface Surroundings {
  readonly fetch: Fetch;
  readonly now: () => number;
  readonly random: () => number;
  /** Resolves after the seconds, rejects when the signal aborts. */
  readonly wait: (seconds: number, signal: AbortSignal | undefined) => Promise<void>;
}

export interface Patience {
  readonly retries: number;
  /** Seconds for one try. */
  readonly timeout_seconds: number;
  /** Seconds for all tries with the pauses between them. */
  readonly deadline_seconds: number;
}

export interface Request {
  readonly route: RouteEntry;
  /** Path and query below the API's base. */
  readonly target: string;
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal | undefined;
}

export interface ReceivedAnswer {
  readonly status: number;
  readonly headers: AnswerHeaders;
  readonly body: unknown;
}

interface Outcome {
  readonly answer?: ReceivedAnswer;
  readonly failure?: unknown;
}

export function requestSender(connection: Connection, csrf: CsrfGuard, surroundings: Surroundings) {
  async function tryOnce(request: Request, timeout: AbortSignal): Promise<Outcome> {
    const { method } = request.route;
    const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
    try {
      const response = await surroundings.fetch(`${connection.api_url}${request.target}`, {
        method,
        headers: {
          ...connection.headers,
          ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(method === 'GET' ? {} : await csrf.headers()),
          ...request.headers,
        },
        signal,
        ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      });
      return {
        answer: { status: response.status, headers: response.headers, body: bodyFromText(await response.text()) },
      };
    } catch (failure) {
      request.signal?.throwIfAborted();
      return { failure };
    }
  }

  function errorFrom(request: Request, outcome: Outcome, timeout_seconds: number): Error {
    const { method } = request.route;
    const url = `${connection.api_url}${request.target.split('?')[0]}`;
    if (outcome.answer) return errorFromAnswer({ ...outcome.answer, method, url });
    if (isTimeout(outcome.failure)) return new RequestTimeoutError(method, url, timeout_seconds);
    return new ServerUnreachableError(connection.api_url, outcome.failure);
  }

  return async function send(request: Request, patience: Patience): Promise<ReceivedAnswer> {
    const repeatable = isRepeatable(request.route, request.body);
    const deadline = surroundings.now() + patience.deadline_seconds * 1000;
    let csrfAsked = false;
    let inDoubt = false;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await tryOnce(request, AbortSignal.timeout(patience.timeout_seconds * 1000));
      const { answer } = outcome;
      if (answer && answer.status < 400) return answer;
      // A repeated DELETE finds nothing when the first one, whose answer was lost, did its work.
      if (answer?.status === 404 && inDoubt && request.route.method === 'DELETE')
        return { ...answer, status: 204, body: null };
      if (answer && !csrfAsked && isCsrfRefusal(answer.status, JSON.stringify(answer.body))) {
        csrfAsked = true;
        csrf.refresh(AbortSignal.timeout(patience.timeout_seconds * 1000));
        continue;
      }
      const retried = answer
        ? isRetriedStatus(answer.status, repeatable)
        : isRetriedFailure(outcome.failure, repeatable);
      const pause =
        (answer && retryAfterSeconds(answer.headers.get('retry-after'), surroundings.now())) ??
        backoffSeconds(attempt, surroundings.random());
      if (!retried || attempt > patience.retries || surroundings.now() + pause * 1000 > deadline) {
        throw errorFrom(request, outcome, patience.timeout_seconds);
      }
      inDoubt ||= !answer || answer.status === 408 || answer.status === 502;
      await surroundings.wait(pause, request.signal);
    }
  };
}

const isTimeout = (failure: unknown): boolean => failure instanceof Error && failure.name === 'TimeoutError';

function bodyFromText(text: string): unknown {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
