// server: the leaves of a schema of the contract, the same on their way in and out.
import { Timestamp } from '@signalbox/contract';
import {
  GraphQLBoolean,
  type GraphQLEnumType,
  GraphQLFloat,
  GraphQLID,
  GraphQLInt,
  type GraphQLScalarType,
  GraphQLString,
} from 'graphql';
import { z } from 'zod';
import { Json, Time } from './scalars.ts';

export type EnumOf = (schema: z.ZodEnum, place: string) => GraphQLEnumType | null;

/** What has no type in GraphQL (records, unions, tuples, unknown) is JSON. */
export function leafType(schema: z.core.$ZodType, place: string, enumOf: EnumOf): GraphQLScalarType | GraphQLEnumType {
  if (schema === Timestamp) return Time;
  if (schema instanceof z.ZodEnum) return enumOf(schema, place) ?? GraphQLString;
  if (schema instanceof z.ZodBoolean) return GraphQLBoolean;
  if (schema instanceof z.ZodNumber) return schema.format === 'safeint' ? GraphQLInt : GraphQLFloat;
  if (schema instanceof z.ZodString) return GraphQLString;
  // An id: checked by Zod, which also writes it in lower case.
  if (schema instanceof z.ZodGUID) return GraphQLID;
  if (schema instanceof z.ZodLiteral && schema.def.values.every((value) => typeof value === 'string'))
    return GraphQLString;
  return Json;
}

/** An object whose members are known, so that GraphQL can name them. */
export const isClosedObject = (schema: z.core.$ZodType): schema is z.ZodObject =>
  schema instanceof z.ZodObject &&
  !(schema.def.catchall instanceof z.ZodUnknown) &&
  Object.keys(schema.shape).length > 0;

/** A schema without what says only whether it may be missing or null. */
export function core(schema: z.core.$ZodType): {
  readonly schema: z.core.$ZodType;
  readonly isNullable: boolean;
  readonly isOptional: boolean;
} {
  let inner = schema;
  let isNullable = false;
  let isOptional = false;
  for (;;) {
    if (inner instanceof z.ZodNullable) isNullable = true;
    else if (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault)
      isOptional = true;
    else return { schema: inner, isNullable, isOptional };
    inner = inner.def.innerType;
  }
}
