// ui: from page to page.

interface PaginationProps {
  readonly page: number;
  readonly pages: number;
  readonly count: number;
  /** What is counted, in the plural. */
  readonly noun: string;
  readonly onChange: (page: number) => void;
}

export function Pagination({ page, pages, count, noun, onChange }: PaginationProps) {
  return (
    <nav className="pagination" aria-label="Pages">
      <span className="faint">
        {count.toLocaleString('en')} {noun}
      </span>
      {pages > 1 && (
        <span className="pagination-steps">
          <button type="button" className="button" disabled={page <= 1} onClick={() => onChange(page - 1)}>
            Previous
          </button>
          <span className="number">
            {page} of {pages}
          </span>
          <button type="button" className="button" disabled={page >= pages} onClick={() => onChange(page + 1)}>
            Next
          </button>
        </span>
      )}
    </nav>
  );
}
