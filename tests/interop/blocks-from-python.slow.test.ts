// tests: blocks and limits of the real Prefect package, kept by this server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse } from '@signalbox/testkit';
import { openWorkshop } from './python.ts';

test('Python saves and loads nested blocks without a warning, loads a secret made elsewhere, and keeps to limits', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  const { client } = house;
  await client.concurrency_limits.create({ body: { name: 'one', limit: 1 } });
  await client.concurrency_limits.create({ body: { name: 'twice-a-second', limit: 1, slot_decay_per_second: 2 } });
  const { id: block_type_id } = await client.block_types.read_by_slug({ params: { slug: 'secret' } });
  const filter = { block_schemas: { block_type_id: { any_: [block_type_id] } } };
  const [schema] = await client.block_schemas.filter({ body: filter });
  assert.ok(schema);
  const data = { value: { user: 'ada' } };
  await client.block_documents.create({
    body: { name: 'made-elsewhere', data, block_type_id, block_schema_id: schema.id },
  });
  const { output } = await workshop.run('python', ['blocks.py']);
  assert.match(output, /all as expected/);
  const [storage] = await client.block_types.list_block_documents({ params: { slug: 'storage' }, query: {} });
  assert.equal(storage?.name, 'store');
  assert.ok(!JSON.stringify(storage?.data).includes('second'));
  assert.equal((await client.concurrency_limits.read({ params: { id_or_name: 'one' } })).active_slots, 0);
});
