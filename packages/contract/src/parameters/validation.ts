import { z } from 'zod';

/** What does not fit: a message, or a part of the value with its own errors. */
export type SchemaValueError = string | SchemaValuePropertyError | SchemaValueIndexError;

export interface SchemaValuePropertyError {
  property: string;
  errors: SchemaValueError[];
}

export interface SchemaValueIndexError {
  index: number;
  errors: SchemaValueError[];
}

export const SchemaValuePropertyError: z.ZodType<SchemaValuePropertyError> = z.object({
  property: z.string(),
  get errors() {
    return z.array(z.union([z.string(), SchemaValuePropertyError, SchemaValueIndexError]));
  },
});

export const SchemaValueIndexError: z.ZodType<SchemaValueIndexError> = z.object({
  index: z.int(),
  get errors() {
    return z.array(z.union([z.string(), SchemaValuePropertyError, SchemaValueIndexError]));
  },
});

export const SchemaValuesValidationResponse = z.object({
  errors: z.array(z.union([z.string(), SchemaValuePropertyError, SchemaValueIndexError])),
  valid: z.boolean(),
});
export type SchemaValuesValidationResponse = z.output<typeof SchemaValuesValidationResponse>;
