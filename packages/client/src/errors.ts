// client: what can go wrong between a caller and the server, each as a class of its own.
import type { AnswerHeaders } from './send-request.ts';

/** No answer came: nothing listens at the address, or the network failed. */
export class ServerUnreachableError extends Error {
  override readonly name = 'ServerUnreachableError';
  readonly api_url: string;

  constructor(api_url: string, cause: unknown) {
    super(
      `No Signalbox or Prefect server answers at ${api_url} (${reasonOf(cause)}). ` +
        'Start one with `signalbox server start`, or set SIGNALBOX_API_URL to the address of a running one.',
      { cause },
    );
    this.api_url = api_url;
  }
}

/** The server did not answer in time. */
export class RequestTimeoutError extends Error {
  override readonly name = 'RequestTimeoutError';

  constructor(method: string, url: string, timeout_seconds: number) {
    super(`${method} ${url} was not answered within ${timeout_seconds} s.`);
  }
}

export interface RefusedRequest {
  readonly status: number;
  readonly method: string;
  /** The address without its query. */
  readonly url: string;
  readonly headers: AnswerHeaders;
  /** The parsed body, or its text where it is not JSON. */
  readonly body: unknown;
}

/** The server answered with an error. */
export class ResponseError extends Error {
  override readonly name: string = 'ResponseError';
  readonly status: number;
  readonly method: string;
  readonly url: string;
  /** What the server says about it. */
  readonly detail: string;
  /** The parsed answer. Not shown when the error is printed: a server may repeat the request, and with it a secret. */
  declare readonly body: unknown;

  constructor(request: RefusedRequest) {
    const detail = detailFromBody(request.body);
    super(`${request.method} ${request.url} answered ${request.status}: ${detail}`);
    this.status = request.status;
    this.method = request.method;
    this.url = request.url;
    this.detail = detail;
    Object.defineProperty(this, 'body', { value: request.body, enumerable: false });
  }
}

/** 401: the server wants credentials, or other ones. */
export class UnauthorizedError extends ResponseError {
  override readonly name = 'UnauthorizedError';
}

/** 403 */
export class ForbiddenError extends ResponseError {
  override readonly name = 'ForbiddenError';
}

/** 404 */
export class NotFoundError extends ResponseError {
  override readonly name = 'NotFoundError';
}

/** 409: it exists already, or another holds it. */
export class ConflictError extends ResponseError {
  override readonly name = 'ConflictError';
}

/** 410: what the request is about is over, for instance a lease that was lost. */
export class GoneError extends ResponseError {
  override readonly name = 'GoneError';
}

export interface FieldIssue {
  /** The place in the request, for instance `body.schedules.0.cron`. */
  readonly field: string;
  readonly message: string;
}

/** 422: the server refuses the request's content. */
export class ValidationFailedError extends ResponseError {
  override readonly name = 'ValidationFailedError';
  readonly fields: readonly FieldIssue[];

  constructor(request: RefusedRequest) {
    super(request);
    this.fields = issuesFromBody(request.body);
  }
}

/** 423: no slot is free now. */
export class LockedError extends ResponseError {
  override readonly name = 'LockedError';
  /** When to ask again, in seconds, as the server advises; null when it says nothing. */
  readonly retry_after_seconds: number | null;

  constructor(request: RefusedRequest) {
    super(request);
    const seconds = Number.parseFloat(request.headers.get('retry-after') ?? '');
    this.retry_after_seconds = Number.isNaN(seconds) ? null : seconds;
  }
}

/** A successful answer that is not of the shape the contract promises. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';

  constructor(method: string, url: string, reason: string) {
    super(`${method} ${url} answered with a body of another shape than expected: ${reason}`);
  }
}

const CLASS_BY_STATUS: Readonly<Record<number, new (request: RefusedRequest) => ResponseError>> = {
  401: UnauthorizedError,
  403: ForbiddenError,
  404: NotFoundError,
  409: ConflictError,
  410: GoneError,
  422: ValidationFailedError,
  423: LockedError,
};

export function errorFromAnswer(request: RefusedRequest): ResponseError {
  return new (CLASS_BY_STATUS[request.status] ?? ResponseError)(request);
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function issuesFromBody(body: unknown): FieldIssue[] {
  if (!isRecord(body)) return [];
  const issues = Array.isArray(body.exception_detail) ? body.exception_detail : body.detail;
  if (!Array.isArray(issues)) return [];
  return issues.filter(isRecord).map((issue) => ({
    field: Array.isArray(issue.loc) ? issue.loc.join('.') : '',
    message: String(issue.msg ?? ''),
  }));
}

function detailFromBody(body: unknown): string {
  const issues = issuesFromBody(body);
  if (issues.length > 0) return issues.map(({ field, message }) => `${field}: ${message}`).join('; ');
  if (isRecord(body)) {
    const said = body.detail ?? body.exception_message ?? body.message;
    if (typeof said === 'string') return said;
    if (said !== undefined) return JSON.stringify(said);
  }
  if (typeof body === 'string' && body !== '') return body.slice(0, 500);
  return 'no reason given';
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if ('code' in cause && typeof cause.code === 'string') return cause.code;
  return cause.cause === undefined ? cause.message : reasonOf(cause.cause);
}
