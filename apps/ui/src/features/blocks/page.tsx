// blocks: the list, with what is in each as far as it is no secret.
import type { BlockDocument } from '@signalbox/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../api/index.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { blockDocumentsQuery } from './queries.ts';

export function BlocksPage() {
  const blocks = useQuery(blockDocumentsQuery);
  return (
    <Page title="Blocks">
      <QueryView query={blocks} rows={4}>
        {(data) =>
          data.length === 0 ? (
            <EmptyState title="There is no block yet.">
              <p>
                A block keeps credentials and other settings that flows load by name. Flows and scripts save them with
                the SDK; secrets are encrypted on the server and never shown here.
              </p>
            </EmptyState>
          ) : (
            <BlockTable blocks={data} />
          )
        }
      </QueryView>
    </Page>
  );
}

function BlockTable({ blocks }: { blocks: readonly BlockDocument[] }) {
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (block: BlockDocument) => client.block_documents.delete({ params: { id: block.id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['block_documents'] }),
  });
  return (
    <>
      {remove.error && <ErrorPanel error={remove.error} />}
      <div className="table-frame">
        <table className="table table-cards" aria-label="Blocks">
          <thead>
            <tr>
              <th>Block</th>
              <th>Type</th>
              <th>Updated</th>
              <th>
                <span className="hidden-visually">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {blocks.map((block) => (
              <tr key={block.id}>
                <td className="grow">
                  <details>
                    <summary className="cell-title">{block.name ?? 'Without a name'}</summary>
                    <JsonView label={`Block ${block.name ?? block.id}`} value={block.data} />
                  </details>
                </td>
                <td>{block.block_type_name ?? block.block_type?.name}</td>
                <td>
                  <RelativeTime at={block.updated} />
                </td>
                <td className="end">
                  <ConfirmButton
                    label="Delete"
                    question={`Delete ${block.name ?? 'this block'}?`}
                    quiet
                    onConfirm={() => remove.mutate(block)}
                  >
                    <p>Flows and deployments that load it fail from now on. What it holds is lost.</p>
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
