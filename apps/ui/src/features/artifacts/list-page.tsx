// artifacts: the newest of each key.
import { useQuery } from '@tanstack/react-query';
import { Link, useSearchParams } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';
import { MultiSelect } from '../../ui/multi-select.tsx';
import { Page } from '../../ui/page.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Table } from '../../ui/table.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import './artifacts.css';
import { ARTIFACTS_PAGE_SIZE, latestArtifactsQuery } from './queries.ts';

const TYPES = ['markdown', 'table', 'link', 'progress', 'image'].map((type) => ({ value: type, label: type }));

export function ArtifactsPage() {
  const [search, setSearch] = useSearchParams();
  const text = search.get('q') ?? '';
  const types = search.getAll('type');
  const page = Math.max(1, Number.parseInt(search.get('page') ?? '1', 10) || 1);
  const change = (part: { text?: string; types?: string[]; page?: number }): void => {
    const next = new URLSearchParams();
    const q = part.text ?? text;
    if (q !== '') next.set('q', q);
    for (const type of part.types ?? types) next.append('type', type);
    if (part.page !== undefined && part.page > 1) next.set('page', String(part.page));
    setSearch(next, { replace: true });
  };
  const latest = useQuery(latestArtifactsQuery(text, types, page));
  return (
    <Page title="Artifacts">
      <search className="filters">
        <SearchField label="Search by key" value={text} onChange={(value) => change({ text: value })} />
        <MultiSelect label="Type" choices={TYPES} chosen={types} onChange={(chosen) => change({ types: chosen })} />
      </search>
      <QueryView query={latest} rows={6}>
        {({ artifacts, count }) =>
          artifacts.length === 0 ? (
            <EmptyState
              title={text === '' && types.length === 0 ? 'No artifact has a key yet.' : 'No artifact matches.'}
            >
              <p>An artifact that a flow publishes with a key appears here, with all its versions.</p>
            </EmptyState>
          ) : (
            <div className="stack-tight">
              <Table
                label="Artifacts"
                rows={artifacts}
                keyOf={({ id }) => id}
                columns={[
                  {
                    head: 'Key',
                    place: 'grow',
                    cell: ({ key, description }) => (
                      <>
                        <Link href={`/artifacts/${encodeURIComponent(key)}`} className="cell-title">
                          {key}
                        </Link>
                        {description && <div className="cell-note">{description}</div>}
                      </>
                    ),
                  },
                  { head: 'Type', cell: ({ type }) => <span className="artifact-kind">{type ?? 'value'}</span> },
                  { head: 'Updated', cell: ({ updated }) => <RelativeTime at={updated} /> },
                ]}
              />
              <Pagination
                page={page}
                pages={Math.max(1, Math.ceil(count / ARTIFACTS_PAGE_SIZE))}
                count={count}
                noun={count === 1 ? 'key' : 'keys'}
                onChange={(next) => change({ page: next })}
              />
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}
