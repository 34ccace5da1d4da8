// server: the door to the room of GraphQL, which is entered when the first client asks.
import type { Graphql } from './open-graphql.ts';

/** Where GraphQL answers, by HTTP and by websocket. */
export const GRAPHQL_PATH = '/graphql';

export type LoadGraphql = () => Promise<Graphql>;

export function graphqlLoader(): LoadGraphql {
  let loading: Promise<Graphql> | null = null;
  return () => {
    loading ??= import('./open-graphql.ts').then(({ openGraphql }) => openGraphql());
    return loading;
  };
}
