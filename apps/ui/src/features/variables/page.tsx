// variables: list, make, change, delete.
import type { Variable } from '@signalbox/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/index.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Page } from '../../ui/page.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { SearchField } from '../../ui/search-field.tsx';
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
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (variable: Variable) => client.variables.delete({ params: { id: variable.id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['variables'] }),
  });
  return (
    <>
      {remove.error && <ErrorPanel error={remove.error} />}
      <div className="table-frame">
        <table className="table table-cards" aria-label="Variables">
          <thead>
            <tr>
              <th>Name</th>
              <th>Value</th>
              <th>Updated</th>
              <th>
                <span className="hidden-visually">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {variables.map((variable) => (
              <tr key={variable.id}>
                <td>
                  <div className="row">
                    <span className="cell-title">{variable.name}</span>
                    <TagList tags={variable.tags} />
                  </div>
                </td>
                <td className="grow">
                  <code className="variable-value">{textFromValue(variable.value)}</code>
                </td>
                <td>
                  <RelativeTime at={variable.updated} />
                </td>
                <td className="end">
                  <button
                    type="button"
                    className="button-quiet"
                    aria-label={`Edit ${variable.name}`}
                    onClick={() => onEdit(variable)}
                  >
                    Edit
                  </button>
                  <ConfirmButton
                    label="Delete"
                    question={`Delete ${variable.name}?`}
                    quiet
                    onConfirm={() => remove.mutate(variable)}
                  >
                    <p>Flows that read it fail or take their default from now on.</p>
                  </ConfirmButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
