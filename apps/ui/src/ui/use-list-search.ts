// ui: search text and page of a plain list, kept in the URL.
import { useSearchParams } from 'wouter';

export interface ListSearch {
  readonly text: string;
  readonly page: number;
  readonly setText: (text: string) => void;
  readonly setPage: (page: number) => void;
}

export function useListSearch(): ListSearch {
  const [search, setSearch] = useSearchParams();
  const text = search.get('q') ?? '';
  const page = Math.max(1, Number.parseInt(search.get('page') ?? '1', 10) || 1);
  const write = (nextText: string, nextPage: number): void =>
    setSearch(
      { ...(nextText === '' ? {} : { q: nextText }), ...(nextPage > 1 ? { page: String(nextPage) } : {}) },
      { replace: nextText !== text },
    );
  return { text, page, setText: (value) => write(value, 1), setPage: (value) => write(text, value) };
}
