// server: from a schema of the contract to what GraphQL takes as argument.
import {
  type GraphQLInputFieldConfig,
  GraphQLInputObjectType,
  type GraphQLInputType,
  GraphQLList,
  GraphQLNonNull,
  type GraphQLNullableInputType,
} from 'graphql';
import { z } from 'zod';
import { core, type EnumOf, isClosedObject, leafType } from './leaf-type.ts';
import { typeName } from './type-names.ts';

export type InputOf = (schema: z.core.$ZodType, place: string) => GraphQLInputType;

/** Each schema has one type. Bounds and formats are left to the schema, which parses the arguments afterwards. */
export function inputTypes(enumOf: EnumOf): InputOf {
  const objects = new Map<z.ZodObject, GraphQLInputObjectType>();

  function objectOf(schema: z.ZodObject, place: string): GraphQLInputObjectType {
    const known = objects.get(schema);
    if (known) return known;
    const name = typeName(schema, place);
    const type = new GraphQLInputObjectType({
      name: `${name}Input`,
      fields: () =>
        Object.fromEntries(
          Object.entries(schema.shape).map(([field, member]): [string, GraphQLInputFieldConfig] => [
            field,
            { type: inputOf(member, `${name}_${field}`) },
          ]),
        ),
    });
    objects.set(schema, type);
    return type;
  }

  function bare(schema: z.core.$ZodType, place: string): GraphQLNullableInputType {
    if (schema instanceof z.ZodArray) return new GraphQLList(inputOf(schema.element, place));
    if (isClosedObject(schema)) return objectOf(schema, place);
    const repeated = oneOrMany(schema);
    if (repeated) return new GraphQLList(inputOf(repeated, place));
    return leafType(schema, place, enumOf);
  }

  const inputOf: InputOf = (schema, place) => {
    const { schema: inner, isNullable, isOptional } = core(schema);
    const type = bare(inner, place);
    return isNullable || isOptional ? type : new GraphQLNonNull(type);
  };
  return inputOf;
}

/** The item of "one or a list of them", which in GraphQL is a list: it takes one item as well. */
function oneOrMany(schema: z.core.$ZodType): z.core.$ZodType | null {
  if (!(schema instanceof z.ZodUnion) || schema.options.length !== 2) return null;
  const [one, many] = schema.options;
  return one !== undefined && many instanceof z.ZodArray && many.element === one ? one : null;
}
