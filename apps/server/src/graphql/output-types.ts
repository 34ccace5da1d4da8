// server: from a schema of the contract to what GraphQL answers.
import {
  type GraphQLFieldConfigMap,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLNullableOutputType,
  GraphQLObjectType,
  type GraphQLOutputType,
} from 'graphql';
import { z } from 'zod';
import type { GraphqlContext } from './context.ts';
import { core, type EnumOf, isClosedObject, leafType } from './leaf-type.ts';
import { typeName } from './type-names.ts';

export type FieldsOfType = GraphQLFieldConfigMap<unknown, GraphqlContext>;
export type OutputOf = (schema: z.core.$ZodType, place: string) => GraphQLOutputType;
/** What an object has beside its own members: what its ids refer to, and what refers to it. */
export type MoreFields = (schema: z.ZodObject) => FieldsOfType;

/** Each schema has one type, with the fields of the wire under their names there. */
export function outputTypes(enumOf: EnumOf, moreFields: MoreFields): OutputOf {
  const objects = new Map<z.ZodObject, GraphQLObjectType>();

  function objectOf(schema: z.ZodObject, place: string): GraphQLObjectType {
    const known = objects.get(schema);
    if (known) return known;
    const name = typeName(schema, place);
    const type = new GraphQLObjectType<unknown, GraphqlContext>({
      name,
      fields: () => ({
        ...moreFields(schema),
        ...Object.fromEntries(
          Object.entries(schema.shape).map(([field, member]) => [
            field,
            { type: outputOf(member, `${name}_${field}`) },
          ]),
        ),
      }),
    });
    objects.set(schema, type);
    return type;
  }

  function bare(schema: z.core.$ZodType, place: string): GraphQLNullableOutputType {
    if (schema instanceof z.ZodArray) return new GraphQLList(outputOf(schema.element, place));
    if (isClosedObject(schema)) return objectOf(schema, place);
    return leafType(schema, place, enumOf);
  }

  const outputOf: OutputOf = (schema, place) => {
    const { schema: inner, isNullable, isOptional } = core(schema);
    const type = bare(inner, place);
    const isMissing = isOptional && !(schema instanceof z.ZodType && isAlwaysThere(schema));
    // Unknown values may be null.
    return isNullable || isMissing || inner instanceof z.ZodUnknown ? type : new GraphQLNonNull(type);
  };
  return outputOf;
}

/** A default fills in what is missing. */
function isAlwaysThere(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return true;
  return schema instanceof z.ZodNullable && isAlwaysThere(schema.def.innerType);
}
