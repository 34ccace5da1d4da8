// server: the schema of GraphQL, derived from the contract.
import { GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { z } from 'zod';
import { cancelFlowRun } from './cancel-flow-run.ts';
import { inputTypes } from './input-types.ts';
import { operationFields } from './operations.ts';
import { type OutputOf, outputTypes } from './output-types.ts';
import { relationsOf } from './relations.ts';
import { subscriptionFields } from './subscriptions.ts';
import { enumTypes } from './type-names.ts';

export function createSchema(): GraphQLSchema {
  const enumOf = enumTypes();
  const inputOf = inputTypes(enumOf);
  const outputOf: OutputOf = outputTypes(enumOf, (schema: z.ZodObject) => relationsOf(schema, outputOf));
  return new GraphQLSchema({
    query: new GraphQLObjectType({ name: 'Query', fields: () => operationFields('query', inputOf, outputOf) }),
    mutation: new GraphQLObjectType({
      name: 'Mutation',
      fields: () => ({
        ...operationFields('mutation', inputOf, outputOf),
        flow_runs_cancel: cancelFlowRun(outputOf),
      }),
    }),
    subscription: new GraphQLObjectType({ name: 'Subscription', fields: () => subscriptionFields(inputOf, outputOf) }),
  });
}
