// contract: every way the API says no: code, status, and when.

export interface ErrorEntry {
  readonly status: number;
  /** Which member of the body tells the reason: Prefect uses one or the other, and clients read it. */
  readonly member: 'detail' | 'exception_message';
  /** When a caller meets it; shown in the documentation. */
  readonly when: string;
}

export const errorCatalogue = {
  bad_request: { status: 400, member: 'detail', when: 'A header or a query parameter has an unusable value.' },
  unauthorized: { status: 401, member: 'exception_message', when: 'Credentials are missing or wrong.' },
  forbidden: {
    status: 403,
    member: 'detail',
    when: 'The object is protected, its name is reserved, or the CSRF token is missing.',
  },
  not_found: { status: 404, member: 'detail', when: 'No object has this id or name.' },
  method_not_allowed: { status: 405, member: 'detail', when: 'The path exists, but not with this method.' },
  conflict: {
    status: 409,
    member: 'detail',
    when: 'An object with this name or key exists, or the change contradicts another object.',
  },
  lease_lost: {
    status: 410,
    member: 'detail',
    when: 'A lease has expired, was released or belongs to another holder.',
  },
  body_too_large: { status: 413, member: 'detail', when: 'The request body is larger than the server takes.' },
  invalid_request: {
    status: 422,
    member: 'exception_message',
    when: 'A field of the request is missing, unknown or of the wrong type.',
  },
  unprocessable: { status: 422, member: 'detail', when: 'The request is well formed but cannot be carried out.' },
  slots_taken: {
    status: 423,
    member: 'detail',
    when: 'A concurrency limit has no free slots; Retry-After says when to ask again.',
  },
  internal: { status: 500, member: 'exception_message', when: 'The server failed; its log has the cause.' },
  storage_unavailable: {
    status: 503,
    member: 'exception_message',
    when: 'The database cannot be written now (full disk, read-only file); repeat later.',
  },
} as const satisfies { [code: string]: ErrorEntry };

export type ErrorCode = keyof typeof errorCatalogue;

/** An answer of the API other than success. Thrown by use cases, written by the server. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  /** Seconds after which a repeat makes sense. */
  readonly retry_after_seconds: number | null;

  constructor(code: ErrorCode, message: string, options: { retry_after_seconds?: number } = {}) {
    super(message);
    this.code = code;
    this.retry_after_seconds = options.retry_after_seconds ?? null;
  }

  get status(): number {
    return errorCatalogue[this.code].status;
  }
}

/** The 404 for a named kind of object, for instance `notFound('Flow run')`. */
export const notFound = (what: string): ApiError => new ApiError('not_found', `${what} not found`);
