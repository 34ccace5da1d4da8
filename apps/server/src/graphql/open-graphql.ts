// server: GraphQL, made when the first client asks for it: few do, and every start would pay for it.
import { type AnswerGraphql, graphqlOverHttp } from './http.ts';
import { createSchema } from './schema.ts';
import { graphqlOverWebsocket, type ServeGraphql } from './websocket.ts';

export interface Graphql {
  readonly answer: AnswerGraphql;
  readonly serve: ServeGraphql;
}

export function openGraphql(): Graphql {
  const schema = createSchema();
  return { answer: graphqlOverHttp(schema), serve: graphqlOverWebsocket(schema) };
}
