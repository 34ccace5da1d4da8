// tests: secrets in block documents are hidden in answers and unreadable on disk, and are never lost by an update.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BlockDocument } from '@signalbox/contract';
import { type House, openHouse } from '@signalbox/testkit';

const TOKEN = 'a-token-that-nobody-may-see';

/** A type with one schema whose `token` and `login.password` are secret. */
async function blockType(house: House, slug = 'vault') {
  const { client } = house;
  const type = await client.block_types.create({ body: { name: `Type ${slug}`, slug } });
  const fields = { title: slug, type: 'object', properties: {}, secret_fields: ['token', 'login.password'] };
  const schema = await client.block_schemas.create({ body: { fields, block_type_id: type.id } });
  return {
    type,
    schema,
    create: (name: string, data: Record<string, unknown>) =>
      client.block_documents.create({ body: { name, data, block_type_id: type.id, block_schema_id: schema.id } }),
  };
}

const open = (house: House, { id }: BlockDocument) =>
  house.client.block_documents.read({ params: { id }, query: { include_secrets: true } });

test('answers hide secrets unless they are asked for', async () => {
  await using house = await openHouse();
  const { type, create } = await blockType(house);
  const data = { user: 'ada', token: TOKEN, login: { name: 'ada', password: 'p' } };
  const hidden = { user: 'ada', token: '********', login: { name: 'ada', password: '********' } };
  const document = await create('mine', data);
  const { client } = house;
  const params = { slug: type.slug, block_document_name: 'mine' };
  assert.deepEqual(document.data, hidden);
  assert.deepEqual((await client.block_documents.read({ params: { id: document.id }, query: {} })).data, hidden);
  assert.deepEqual((await client.block_types.read_block_document_by_name({ params, query: {} })).data, hidden);
  assert.deepEqual((await client.block_documents.filter({ body: {} }))[0]?.data, hidden);
  assert.deepEqual((await open(house, document)).data, data);
  const [listed] = await client.block_types.list_block_documents({ params, query: { include_secrets: true } });
  assert.deepEqual(listed?.data, data);
});

test('nothing of a document is readable in the database', async () => {
  await using house = await openHouse();
  const { create } = await blockType(house);
  const { id } = await create('mine', { token: TOKEN, note: 'a-note-beside-it' });
  const rows = await house.engine.store.read.selectFrom('block_documents').selectAll().execute();
  assert.deepEqual(
    rows.map((row) => row.id),
    [id],
  );
  const stored = JSON.stringify(rows);
  for (const text of [TOKEN, 'a-note-beside-it']) {
    assert.ok(!stored.includes(text));
    assert.ok(!stored.includes(Buffer.from(text).toString('base64').slice(4, 20)));
  }
});

test('an update merges, and what comes back hidden keeps its value', async () => {
  await using house = await openHouse();
  const { create } = await blockType(house);
  const document = await create('mine', { token: TOKEN, login: { name: 'ada', password: 'p' }, colour: 'red' });
  const update = (data: Record<string, unknown>, merge_existing_data = true) =>
    house.client.block_documents.update({ params: { id: document.id }, body: { data, merge_existing_data } });
  await update({ token: '********', login: { name: 'eve', password: '********' } });
  const kept = { token: TOKEN, login: { name: 'eve', password: 'p' } };
  assert.deepEqual((await open(house, document)).data, { ...kept, colour: 'red' });
  await update({ ...kept, token: '********' }, false);
  assert.deepEqual((await open(house, document)).data, kept);
  await update({ token: 'new' });
  assert.equal((await open(house, document)).data.token, 'new');
});

test('a document stands in another one, its secrets hidden by its own schema', async () => {
  await using house = await openHouse();
  const inner = await (await blockType(house, 'inner')).create('credentials', { token: TOKEN, user: 'ada' });
  const { create } = await blockType(house, 'outer');
  const outer = await create('storage', { bucket: 'b', auth: { $ref: { block_document_id: inner.id } } });
  assert.deepEqual(outer.data, { bucket: 'b', auth: { token: '********', user: 'ada' } });
  assert.deepEqual((await open(house, outer)).data, { bucket: 'b', auth: { token: TOKEN, user: 'ada' } });
  const reference = outer.block_document_references.auth?.block_document as { id: string; name: string };
  assert.deepEqual([reference.id, reference.name], [inner.id, 'credentials']);
});

test('a document that is sent back as it was shown still refers to the other one', async () => {
  await using house = await openHouse();
  const inner = await (await blockType(house, 'inner')).create('credentials', { token: TOKEN });
  const { create } = await blockType(house, 'outer');
  const outer = await create('storage', { auth: { $ref: { block_document_id: inner.id } } });
  const params = { id: outer.id };
  await house.client.block_documents.update({ params, body: { data: outer.data, merge_existing_data: false } });
  await house.client.block_documents.update({ params: { id: inner.id }, body: { data: { token: 'changed' } } });
  assert.deepEqual((await open(house, outer)).data, { auth: { token: 'changed' } });
  await house.client.block_documents.delete({ params: { id: inner.id } });
  assert.deepEqual((await open(house, outer)).data, {});
});

test('documents that would contain each other end', async () => {
  await using house = await openHouse();
  const { create } = await blockType(house);
  const first = await create('first', { one: 1 });
  const second = await create('second', { first: { $ref: { block_document_id: first.id } } });
  const data = { second: { $ref: { block_document_id: second.id } } };
  await house.client.block_documents.update({ params: { id: first.id }, body: { data } });
  assert.deepEqual((await open(house, first)).data, { one: 1, second: {} });
});
