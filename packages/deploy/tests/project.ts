// deploy: projects with real flows for tests.
import type { House } from '@signalbox/testkit';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

const SDK = import.meta.resolve('@signalbox/sdk');
const ZOD = import.meta.resolve('zod');

/** Two flows, and something that is none. */
export const FLOWS = `
import { flow } from '${SDK}';
import { z } from '${ZOD}';
console.log('what a file prints while it is loaded does no harm');
export const weather = flow(
  {
    name: 'weather',
    description: 'The weather',
    parameters: z.object({ city: z.string(), days: z.int().default(3), kinds: z.array(z.enum(['rain', 'sun'])).optional() }),
  },
  async () => 1,
);
export const versioned = flow({ name: 'versioned', version: '7' }, async () => 1);
export const plain = () => 1;
`;

/** A folder with flows.ts, prefect.yaml and further files. */
export const project = (manifest: string, files: Readonly<Record<string, string>> = {}): Promise<TemporaryFolder> =>
  temporaryFolder({ 'flows.ts': FLOWS, 'prefect.yaml': manifest, ...files });

/** A process pool named local, a variable and a secret block. */
export async function furnish({ client }: House): Promise<void> {
  await client.work_pools.create({ body: { name: 'local', type: 'process' } });
  await client.variables.create({ body: { name: 'region', value: 'eu' } });
  const slug = 'secret';
  const { id: block_type_id } = await client.block_types.read_by_slug({ params: { slug } });
  const [schema] = await client.block_schemas.filter({
    body: { block_schemas: { block_type_id: { any_: [block_type_id] } } },
  });
  if (schema === undefined) throw new Error('the server has no schema of the block type secret');
  await client.block_documents.create({
    body: { name: 'token', data: { value: 's3cr3t' }, block_type_id, block_schema_id: schema.id },
  });
}
