// server: the scalars of GraphQL that the contract needs beside those that GraphQL has.
import { GraphQLScalarType } from 'graphql';

/** Where the contract takes or gives any JSON: parameters, labels, the data of a result. */
export const Json = new GraphQLScalarType({
  name: 'JSON',
  description: 'Any JSON value.',
});

/** Written by the contract's rule; what comes in is checked when the request is parsed by its route. */
export const Time = new GraphQLScalarType({
  name: 'Timestamp',
  description: 'A time: ISO-8601 in UTC with microseconds, for instance 2026-11-23T04:06:32.123456Z.',
  specifiedByURL: 'https://www.rfc-editor.org/rfc/rfc3339',
});
