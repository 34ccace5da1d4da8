// flows: the list.
import type { Flow } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { Command } from '../../ui/command.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Table } from '../../ui/table.tsx';
import { TagList } from '../../ui/tag-list.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useListSearch } from '../../ui/use-list-search.ts';
import { RecentLamps, recentRunsByQuery } from '../flow-runs/index.ts';
import { flowsPageQuery } from './queries.ts';

export function FlowsPage() {
  const { text, page, setText, setPage } = useListSearch();
  const flows = useQuery(flowsPageQuery(text, page));
  return (
    <Page title="Flows">
      <search className="filters">
        <SearchField label="Search by name" value={text} onChange={setText} />
      </search>
      <QueryView query={flows} rows={6}>
        {({ results, count, pages }) =>
          results.length === 0 ? (
            <EmptyState title={text === '' ? 'No flow is known yet.' : 'No flow matches.'}>
              <p>A flow appears with its first run or its first deployment.</p>
              {text === '' && <Command text="npx signalbox init" />}
            </EmptyState>
          ) : (
            <div className="stack-tight">
              <FlowTable flows={results} />
              <Pagination
                page={page}
                pages={pages}
                count={count}
                noun={count === 1 ? 'flow' : 'flows'}
                onChange={setPage}
              />
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}

function FlowTable({ flows }: { flows: readonly Flow[] }) {
  const runs = useQuery(
    recentRunsByQuery(
      'flow_id',
      flows.map(({ id }) => id),
    ),
  );
  const recentOf = ({ id }: Flow) => runs.data?.get(id) ?? [];
  return (
    <Table
      label="Flows"
      rows={flows}
      keyOf={({ id }) => id}
      columns={[
        {
          head: 'Flow',
          place: 'grow',
          cell: ({ id, name, tags }) => (
            <div className="row">
              <Link href={`/flows/${id}`} className="cell-title">
                {name}
              </Link>
              <TagList tags={tags} />
            </div>
          ),
        },
        { head: 'Last runs', cell: (flow) => <RecentLamps runs={recentOf(flow)} /> },
        { head: 'Last started', cell: (flow) => <RelativeTime at={recentOf(flow).at(-1)?.start_time ?? null} /> },
        { head: 'First seen', cardLabel: 'First seen', cell: ({ created }) => <RelativeTime at={created} /> },
      ]}
    />
  );
}
