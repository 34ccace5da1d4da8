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
export { type EmittedEvent, type EventEmitter, eventEmitter } from './events/event-emitter.ts';
export { type SubscribeEventsOptions, subscribeEvents } from './events/subscribe-events.ts';
export { type SubscribeLogsOptions, subscribeLogs } from './logs/subscribe-logs.ts';
export type { AnswerHeaders, Fetch, FetchAnswer, FetchRequest } from './send-request.ts';
export { wait } from './wait.ts';
export { ConnectionLostError, SubscriptionRefusedError } from './websockets/errors.ts';
