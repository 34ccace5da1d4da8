// client: the types of the client, derived from the contract's routes.
import type { BatchCall, Route, RouteInput, RouteOutput, RouteResponse, routes } from '@signalbox/contract';
import type { Connection } from './connection.ts';
import type { AnswerHeaders } from './send-request.ts';

type Routes = typeof routes;

/** What holds for one call, above what holds for the client. */
export interface CallOptions {
  /** Aborts the call and its retries. */
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
  /** Seconds for one try; by default the client's `timeout_seconds`. */
  readonly timeout_seconds?: number;
  /** Further tries after the first; by default the client's `retries`. */
  readonly retries?: number;
}

/** What may be left out: a body with defaults for all of it, a query of which nothing is needed. */
type MayBeAbsent<Key, Value> = undefined extends Value
  ? true
  : Key extends 'query'
    ? Record<never, never> extends Value
      ? true
      : false
    : false;

type OptionalWhereAbsent<Input> = {
  [Key in keyof Input as MayBeAbsent<Key, Input[Key]> extends true ? never : Key]: Input[Key];
} & {
  [Key in keyof Input as MayBeAbsent<Key, Input[Key]> extends true ? Key : never]?: Input[Key];
};

/** What a caller passes to a route: `params`, `query` and `body`, as far as the route has them. */
export type CallInput<Definition extends Route> = OptionalWhereAbsent<RouteInput<Definition>>;

type Arguments<Definition extends Route> =
  Record<never, never> extends CallInput<Definition>
    ? [input?: CallInput<Definition>, options?: CallOptions]
    : [input: CallInput<Definition>, options?: CallOptions];

/** An answer with its status and headers. */
export type Answer<Definition extends Route> = RouteResponse<Definition> & { readonly headers: AnswerHeaders };

export interface Call<Definition extends Route> {
  (...args: Arguments<Definition>): Promise<RouteOutput<Definition>>;
  /** The same call, answering status and headers too: for instance whether an upsert created (201) or found (200). */
  raw(...args: Arguments<Definition>): Promise<Answer<Definition>>;
}

/** One function for each route: `client.flow_runs.read({ params: { id } })`. */
export type Client = {
  readonly [Resource in keyof Routes]: {
    readonly [Verb in keyof Routes[Resource]]: Routes[Resource][Verb] extends Route
      ? Call<Routes[Resource][Verb]>
      : never;
  };
} & {
  /** Sends a call as it may be part of a batch, and gives the body of the answer. Throws as other calls do. */
  perform(call: BatchCall): Promise<unknown>;
  /** Where the client's calls go, for what is not a route: websockets, messages. */
  readonly connection: Connection;
};
