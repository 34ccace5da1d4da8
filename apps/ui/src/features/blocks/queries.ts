// blocks: what is asked of the server. Secrets stay there.
import { queryOptions } from '@tanstack/react-query';
import { client } from '../../api/index.ts';

export const blockDocumentsQuery = queryOptions({
  queryKey: ['block_documents', 'all'],
  queryFn: ({ signal }) =>
    client.block_documents.filter(
      { body: { include_secrets: false, sort: 'BLOCK_TYPE_AND_NAME_ASC', limit: 200 } },
      { signal },
    ),
});
