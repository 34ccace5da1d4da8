// sdk: secrets, which the server keeps encrypted in blocks of the type `secret`.
import { ConflictError } from '@signalbox/client';
import { sessionHere } from '../session/session.ts';

const SLUG = 'secret';

export const Secret = {
  /** The value of the secret block of that name; throws when there is none. */
  async get(name: string): Promise<unknown> {
    const { data } = await sessionHere((session) =>
      session.client.block_types.read_block_document_by_name({
        params: { slug: SLUG, block_document_name: name },
        query: { include_secrets: true },
      }),
    );
    return data.value;
  },

  /** Sets the secret block of that name, which is made when there is none. */
  async set(name: string, value: unknown): Promise<void> {
    await sessionHere(async ({ client }) => {
      const type = await client.block_types.read_by_slug({ params: { slug: SLUG } });
      const [schema] = await client.block_schemas.filter({
        body: { block_schemas: { block_type_id: { any_: [type.id] } }, limit: 1 },
      });
      if (schema === undefined)
        throw new Error('The server knows no schema of secret blocks. Ask its owner to install the block types.');
      const data = { value };
      try {
        await client.block_documents.create({
          body: { name, data, block_schema_id: schema.id, block_type_id: type.id },
        });
      } catch (error) {
        if (!(error instanceof ConflictError)) throw error;
        const document = await client.block_types.read_block_document_by_name({
          params: { slug: SLUG, block_document_name: name },
        });
        await client.block_documents.update({ params: { id: document.id }, body: { data } });
      }
    });
  },
};
