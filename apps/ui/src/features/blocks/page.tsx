// blocks: the list, with what is in each as far as it is no secret.
import type { BlockDocument } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { client, useChange } from '../../api/index.ts';
import { EditActions } from '../../ui/edit-actions.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Table } from '../../ui/table.tsx';
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
  const remove = useChange([['block_documents']], ({ id }: BlockDocument) =>
    client.block_documents.delete({ params: { id } }),
  );
  return (
    <>
      {remove.error && <ErrorPanel error={remove.error} />}
      <Table
        label="Blocks"
        rows={blocks}
        keyOf={({ id }) => id}
        columns={[
          {
            head: 'Block',
            place: 'grow',
            cell: ({ id, name, data }) => (
              <details>
                <summary className="cell-title">{name ?? 'Without a name'}</summary>
                <JsonView label={`Block ${name ?? id}`} value={data} />
              </details>
            ),
          },
          { head: 'Type', cell: ({ block_type_name, block_type }) => block_type_name ?? block_type?.name },
          { head: 'Updated', cell: ({ updated }) => <RelativeTime at={updated} /> },
          {
            head: 'Actions',
            isHeadHidden: true,
            place: 'end',
            cell: (block) => (
              <EditActions name={block.name ?? 'this block'} onDelete={() => remove.mutate(block)}>
                Flows and deployments that load it fail from now on. What it holds is lost.
              </EditActions>
            ),
          },
        ]}
      />
    </>
  );
}
