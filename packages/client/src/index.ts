// client: the typed client of the wire, for browser and Node.
export type { Answer, Call, CallInput, CallOptions, Client } from './client.ts';
export { API_VERSION, type Connection, type ConnectionOptions, type Credentials, websocketUrl } from './connection.ts';
export { type ClientOptions, createClient } from './create-client.ts';
export {
  ConflictError,
  type FieldIssue,
  ForbiddenError,
  GoneError,
  LockedError,
  NotFoundError,
  RequestTimeoutError,
  ResponseError,
  ServerUnreachableError,
  UnauthorizedError,
  UnexpectedAnswerError,
  ValidationFailedError,
} from './errors.ts';
