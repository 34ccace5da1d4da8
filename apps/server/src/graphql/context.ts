// server: what every field of one GraphQL operation knows.
import type { RequestContext } from '../http/handler.ts';
import type { Loaders } from './loaders.ts';

// A type, because the library wants a record, which no interface is.
export type GraphqlContext = {
  /** What the handlers of the REST routes get, but for the body, which each field has of its own. */
  readonly request: Omit<RequestContext, 'body_text'>;
  readonly loaders: Loaders;
};
