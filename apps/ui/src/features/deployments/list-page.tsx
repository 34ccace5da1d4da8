// deployments: the list.
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Command } from '../../ui/command.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Page } from '../../ui/page.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { TagField } from '../../ui/tag-field.tsx';
import { useListSearch } from '../../ui/use-list-search.ts';
import { DeploymentTable } from './deployment-table.tsx';
import { deploymentsPageQuery } from './queries.ts';

export function DeploymentsPage() {
  const { text, page, setText, setPage } = useListSearch();
  const [tags, setTags] = useState<readonly string[]>([]);
  const deployments = useQuery(deploymentsPageQuery({ search: text, tags, page }));
  const filtered = text !== '' || tags.length > 0;
  return (
    <Page title="Deployments">
      <search className="filters">
        <SearchField label="Search by flow or deployment" value={text} onChange={setText} />
        <TagField tags={tags} onChange={setTags} />
      </search>
      <QueryView query={deployments} rows={6}>
        {({ results, count, pages }) =>
          results.length === 0 ? (
            <EmptyState title={filtered ? 'No deployment matches.' : 'Nothing is deployed yet.'}>
              {!filtered && (
                <>
                  <p>A deployment says which flow runs with which parameters, when and where. In your project:</p>
                  <Command text="npx signalbox deploy" />
                </>
              )}
            </EmptyState>
          ) : (
            <div className="stack-tight">
              <DeploymentTable deployments={results} />
              <Pagination
                page={page}
                pages={pages}
                count={count}
                noun={count === 1 ? 'deployment' : 'deployments'}
                onChange={setPage}
              />
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}
