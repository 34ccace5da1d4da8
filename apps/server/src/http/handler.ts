// server: what answers a route.
import type { IncomingHttpHeaders } from 'node:http';
import type { Route, RouteRequest, RouteResponse, routes } from '@signalbox/contract';
import type { Engine } from '@signalbox/engine';
import type { CsrfProtection } from './csrf.ts';

/** What a handler knows beside the parsed request. */
export interface RequestContext {
  readonly engine: Engine;
  readonly headers: IncomingHttpHeaders;
  /** The body as it was written, for what parsing loses; empty when the route takes none. */
  readonly body_text: string;
  /** Null when this server wants no tokens. */
  readonly csrf: CsrfProtection | null;
  /** Aborts when the client is gone. */
  readonly signal: AbortSignal;
}

/** An answer may be of another type than JSON: the handler then gives the text and its type. */
export type Handler<Definition extends Route> = (
  request: RouteRequest<Definition>,
  context: RequestContext,
) => Promise<RouteResponse<Definition> & { readonly headers?: { readonly [name: string]: string } }>;

type Routes = typeof routes;

/** The handlers of one resource: a missing one is a type error. */
export type HandlersOf<Resource extends keyof Routes> = {
  readonly [Verb in keyof Routes[Resource]]: Routes[Resource][Verb] extends Route
    ? Handler<Routes[Resource][Verb]>
    : never;
};

/** All but those of batches, which answer by what the others do. */
export type Handlers = Omit<{ readonly [Resource in keyof Routes]: HandlersOf<Resource> }, 'batch'>;
