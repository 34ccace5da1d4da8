// variables: list, make, change, delete.
import type { Variable } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, useChange } from '../../api/index.ts';
import { EditActions } from '../../ui/edit-actions.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Page } from '../../ui/page.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Table } from '../../ui/table.tsx';
import { TagList } from '../../ui/tag-list.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { useListSearch } from '../../ui/use-list-search.ts';
import { VARIABLES_PAGE_SIZE, variablesQuery } from './queries.ts';
import { textFromValue } from './value-text.ts';
import { VariableForm } from './variable-form.tsx';

type Editing = { readonly variable: Variable | null };

export function VariablesPage() {
  const { text, page, setText, setPage } = useListSearch();
  const [editing, setEditing] = useState<Editing | null>(null);
  const variables = useQuery(variablesQuery(text, page));
  return (
    <Page
      title="Variables"
      actions={
        <button type="button" className="button-primary" onClick={() => setEditing({ variable: null })}>
          New variable
        </button>
      }
    >
      {editing && (
        <VariableForm
          key={editing.variable?.id ?? 'new'}
          variable={editing.variable}
          onClose={() => setEditing(null)}
        />
      )}
      <search className="filters">
        <SearchField label="Search by name" value={text} onChange={setText} />
      </search>
      <QueryView query={variables} rows={5}>
        {(data) =>
          data.variables.length === 0 ? (
            <EmptyState title={text === '' ? 'There is no variable yet.' : 'No variable matches.'}>
              <p>A variable is a value that flows and deployments read by its name. For secrets use a block.</p>
            </EmptyState>
          ) : (
            <div className="stack-tight">
              <VariableTable variables={data.variables} onEdit={(variable) => setEditing({ variable })} />
              <Pagination
                page={page}
                pages={Math.max(1, Math.ceil(data.count / VARIABLES_PAGE_SIZE))}
                count={data.count}
                noun={data.count === 1 ? 'variable' : 'variables'}
                onChange={setPage}
              />
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}

interface VariableTableProps {
  readonly variables: readonly Variable[];
  readonly onEdit: (variable: Variable) => void;
}

function VariableTable({ variables, onEdit }: VariableTableProps) {
  const remove = useChange([['variables']], ({ id }: Variable) => client.variables.delete({ params: { id } }));
  return (
    <>
      {remove.error && <ErrorPanel error={remove.error} />}
      <Table
        label="Variables"
        rows={variables}
        keyOf={({ id }) => id}
        columns={[
          {
            head: 'Name',
            cell: ({ name, tags }) => (
              <div className="row">
                <span className="cell-title">{name}</span>
                <TagList tags={tags} />
              </div>
            ),
          },
          {
            head: 'Value',
            place: 'grow',
            cell: ({ value }) => <code className="variable-value">{textFromValue(value)}</code>,
          },
          { head: 'Updated', cell: ({ updated }) => <RelativeTime at={updated} /> },
          {
            head: 'Actions',
            isHeadHidden: true,
            place: 'end',
            cell: (variable) => (
              <EditActions
                name={variable.name}
                onEdit={() => onEdit(variable)}
                onDelete={() => remove.mutate(variable)}
              >
                Flows that read it fail or take their default from now on.
              </EditActions>
            ),
          },
        ]}
      />
    </>
  );
}
