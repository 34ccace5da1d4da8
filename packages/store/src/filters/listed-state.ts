// store: the state by which a list of runs is filtered.
import { type Expression, sql } from 'kysely';

/**
 * Most runs are completed ones: found by an index of states, all of them would be sorted for one page of a list. As an
 * expression the column has no index, and the list follows the index of its order.
 * @param completed the value of completed runs in this column
 */
export const listedState = (
  column: Expression<unknown>,
  completed: string,
  values: readonly string[] | null | undefined,
  isListed: boolean,
): Expression<unknown> => (isListed && values?.includes(completed) ? sql`coalesce(${column}, '')` : column);
