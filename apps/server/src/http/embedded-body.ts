// server: a body that is a bag of parameters, where a null member means a missing one.
import { z } from 'zod';

/** Whether the body is a bag of parameters (FastAPI's embedded body) and not one object that refuses unknown fields. */
export function isEmbedded(schema: z.core.$ZodType): boolean {
  return embeddedMembers(schema) !== null;
}

/** The parameters of such a bag; null when the body is one object, a list or anything else. */
export function embeddedMembers(schema: z.core.$ZodType): z.ZodObject['shape'] | null {
  if (schema instanceof z.ZodPrefault || schema instanceof z.ZodOptional) return embeddedMembers(schema.def.innerType);
  return schema instanceof z.ZodObject && schema.def.catchall === undefined ? schema.shape : null;
}

/** FastAPI takes a null member of an embedded body for a missing one; Prefect's clients send many. */
export function withoutNulls(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== null));
}
