// deploy: which fields a map at some place of a shape may have.
import { z } from 'zod';
import type { Path } from './manifest-source.ts';

/** The shapes that a value may have, without what only says that it may be absent. */
function alternativesOf(shape: unknown): readonly unknown[] {
  if (
    shape instanceof z.ZodOptional ||
    shape instanceof z.ZodNullable ||
    shape instanceof z.ZodDefault ||
    shape instanceof z.ZodPrefault ||
    shape instanceof z.ZodLazy
  )
    return alternativesOf(shape.unwrap());
  return shape instanceof z.ZodUnion ? shape.options.flatMap(alternativesOf) : [shape];
}

function within(shape: unknown, key: string | number): readonly unknown[] {
  if (shape instanceof z.ZodArray) return alternativesOf(shape.element);
  if (shape instanceof z.ZodRecord) return alternativesOf(shape.valueType);
  return shape instanceof z.ZodObject ? alternativesOf(shape.shape[key]) : [];
}

/** The fields of the map at a path; of a union those of all its maps. */
export function knownFields(shape: z.ZodType, path: Path): readonly string[] {
  const found = path.reduce<readonly unknown[]>(
    (shapes, key) => shapes.flatMap((one) => within(one, key)),
    alternativesOf(shape),
  );
  return [...new Set(found.flatMap((one) => (one instanceof z.ZodObject ? Object.keys(one.shape) : [])))];
}
