// store: the little language of text search: words, "phrases", -without and +required.
import { type Expression, type SqlBool, sql } from 'kysely';
import { type Condition, containsText } from '../filters/criteria.ts';

export interface SearchTerms {
  /** At least one of these occurs, where there are any. */
  readonly some: readonly string[];
  readonly required: readonly string[];
  readonly excluded: readonly string[];
}

const TERM = /([-!+]?)(?:"([^"]*)"|(\S+))/g;

/** Reads a search such as `timeout "connection lost" -debug +db`. A word alone counts as one of several. */
export function parseSearch(query: string): SearchTerms {
  const some: string[] = [];
  const required: string[] = [];
  const excluded: string[] = [];
  for (const [, sign, phrase, word] of query.matchAll(TERM)) {
    const term = phrase ?? word ?? '';
    if (term === '') continue;
    (sign === '+' ? required : sign === '' ? some : excluded).push(term);
  }
  return { some, required, excluded };
}

/** What the search asks of a text, whatever the case. */
export function textSearch(text: Expression<unknown>, query: string | null | undefined): Condition[] {
  const { some, required, excluded } = parseSearch(query ?? '');
  const occurs = (term: string) => containsText(text, term);
  return [
    ...(some.length > 0 ? [sql<SqlBool>`(${sql.join(some.flatMap(occurs), sql` or `)})`] : []),
    ...required.flatMap(occurs),
    ...excluded.flatMap(occurs).map((condition) => sql<SqlBool>`not (${condition})`),
  ];
}
