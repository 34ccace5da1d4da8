// contract: what a schema finds wrong, at its place, also inside a choice of shapes.
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

export interface PlacedIssue {
  /** From the value that was checked, for instance `['actions', '0', 'type']`. */
  readonly path: readonly string[];
  readonly message: string;
}

/** A shape that is not meant: its `type` is another one. */
const isOtherShape = (issues: readonly Issue[]): boolean =>
  issues.some(({ path, code }) => code === 'invalid_value' && path.length === 1 && path[0] === 'type');

/** Of the shapes that could have been meant the one with the fewest faults: those of the others would mislead. */
function meant(shapes: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const candidates = shapes.filter((issues) => !isOtherShape(issues));
  return candidates.toSorted((a, b) => a.length - b.length)[0];
}

/**
 * The faults for a person who wrote the value.
 * @example issuesAt(AutomationCreate.safeParse(value).error?.issues ?? [])
 */
export function issuesAt(issues: readonly Issue[], above: readonly string[] = []): PlacedIssue[] {
  return issues.flatMap((issue) => {
    const path = [...above, ...issue.path.map(String)];
    const inside = issue.code === 'invalid_union' ? meant(issue.errors) : undefined;
    return inside === undefined ? [{ path, message: issue.message }] : issuesAt(inside, path);
  });
}
