// contract: what a route is. A route is data; server, client and OpenAPI derive from it.
import type { z } from 'zod';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface Route {
  /** `resource.verb`, the name in the client and in the table of handlers. */
  readonly id: string;
  readonly method: Method;
  /** The path below the API's base, for instance `/flow_runs/{id}`. */
  readonly path: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The successful answers by status; null is an answer without content. */
  readonly responses: { readonly [status: number]: z.ZodType | null };
}

export const route = <const Definition extends Route>(definition: Definition): Definition => definition;

type Schema<Definition, Field extends string> = Definition extends {
  readonly [Key in Field]: infer Found extends z.ZodType;
}
  ? Found
  : never;

/** What a caller passes to a route: the input side of its schemas. */
export type RouteInput<Definition extends Route> = Fields<Definition, 'input'>;

/** What a handler gets: the parsed side of its schemas. */
export type RouteRequest<Definition extends Route> = Fields<Definition, 'output'>;

type Side<Found extends z.ZodType, Which extends 'input' | 'output'> = Which extends 'input'
  ? z.input<Found>
  : z.output<Found>;

type Fields<Definition extends Route, Which extends 'input' | 'output'> = {
  [Key in 'params' | 'query' | 'body' as Definition extends { readonly [K in Key]: z.ZodType } ? Key : never]: Side<
    Schema<Definition, Key>,
    Which
  >;
};

type AnswerOf<Found> = Found extends z.ZodType ? z.output<Found> : null;

/** The parsed body of a successful answer. */
export type RouteOutput<Definition extends Route> = AnswerOf<Definition['responses'][keyof Definition['responses']]>;

/** What a handler returns: a status the route declares, and its body. */
export type RouteResponse<Definition extends Route> = {
  [Status in keyof Definition['responses'] & number]: {
    readonly status: Status;
    readonly body: AnswerOf<Definition['responses'][Status]>;
  };
}[keyof Definition['responses'] & number];
