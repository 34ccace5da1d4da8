// server: how the types of GraphQL are called: as the contract's exports, the others after where they occur.
import * as contract from '@signalbox/contract';
import { GraphQLEnumType } from 'graphql';
import { z } from 'zod';

const NAMES: ReadonlyMap<z.core.$ZodType, string> = new Map(
  Object.entries(contract).flatMap(([name, value]) => (value instanceof z.ZodType ? [[value, name] as const] : [])),
);

/** The name of the contract's schema; without one, `place` in its stead. */
export const typeName = (schema: z.core.$ZodType, place: string): string => NAMES.get(schema) ?? place;

/** What GraphQL takes for a name of a field or of a value. */
export const isName = (text: string): boolean => /^[A-Za-z]\w*$/.test(text);

/** Enums are the same type on their way in and out. Null when a value of it is no name for GraphQL. */
export function enumTypes(): (schema: z.ZodEnum, place: string) => GraphQLEnumType | null {
  const types = new Map<z.ZodEnum, GraphQLEnumType>();
  return (schema, place) => {
    const known = types.get(schema);
    if (known) return known;
    const values = schema.options.map(String);
    if (!values.every(isName)) return null;
    const type = new GraphQLEnumType({
      name: typeName(schema, place),
      values: Object.fromEntries(values.map((value) => [value, { value }])),
    });
    types.set(schema, type);
    return type;
  };
}
