// store: times as numbers, to reckon with them in SQL.
import { type Expression, type RawBuilder, sql } from 'kysely';

/** Seconds since 1970 of a time as the wire writes it, with fractions. SQLite's. */
export const epochSeconds = (time: Expression<unknown>): RawBuilder<number> =>
  sql<number>`unixepoch(${time}, 'subsec')`;
