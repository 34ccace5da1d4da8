// tests: blocks answer as a Prefect 3.8.8 server answers: status codes, upserts, reserved and protected things.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type House, openHouse } from '@signalbox/testkit';

const NOBODY = '01a206b4-71bf-7a65-bf8f-f411fa2593f7';

async function send(house: House, method: string, path: string, body?: unknown) {
  const headers = { 'content-type': 'application/json' };
  const init = body === undefined ? { method } : { method, headers, body: JSON.stringify(body) };
  const response = await fetch(`${house.api_url}${path}`, init);
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

const status = async (...request: Parameters<typeof send>) => (await send(...request)).status;

async function typeAndSchema(house: House) {
  const type = (await send(house, 'POST', '/block_types/', { name: 'Mine', slug: 'mine' })).body;
  const body = { fields: { title: 'Mine' }, block_type_id: type.id, capabilities: ['read'] };
  const schema = (await send(house, 'POST', '/block_schemas/', body)).body;
  return { type, schema };
}

test('the system types are there from the start, with schemas that Python looks up by their checksums', async () => {
  await using house = await openHouse();
  const { body } = await send(house, 'POST', '/block_types/filter', {});
  const found = body.map((type: { slug: string; is_protected: boolean }) => `${type.slug} ${type.is_protected}`);
  const notifying = [
    ...['custom-webhook', 'discord-webhook', 'mattermost-webhook', 'ms-teams-webhook', 'opsgenie-webhook'],
    ...['pager-duty-webhook', 'sendgrid-email', 'slack-webhook', 'twilio-sms'],
  ];
  const others = ['local-file-system', 'secret', 'webhook'];
  assert.deepEqual(
    found,
    [...notifying, ...others].sort().map((slug) => `${slug} true`),
  );
  const secret = 'sha256:c078ed9c1e813e224c0b353d7ad4564a11d51d3198d9ac0686478165a1911c78';
  const schema = await send(house, 'GET', `/block_schemas/checksum/${secret}`);
  assert.equal(schema.body.block_type.slug, 'secret');
  assert.deepEqual(schema.body.fields.secret_fields, ['value']);
  assert.deepEqual((await send(house, 'GET', '/block_capabilities/')).body, [
    'get-directory',
    'notify',
    'put-directory',
    'read-path',
    'write-path',
  ]);
});

test('installing the system types again changes nothing', async () => {
  await using house = await openHouse();
  const before = await send(house, 'POST', '/block_schemas/filter', {});
  assert.equal(await status(house, 'POST', '/block_types/install_system_block_types'), 200);
  assert.deepEqual(await send(house, 'POST', '/block_schemas/filter', {}), before);
});

test('reserved names are 403, taken slugs 409, unusable ones 422', async () => {
  await using house = await openHouse();
  const create = (name: string, slug: string) => status(house, 'POST', '/block_types/', { name, slug });
  assert.equal(await create('Mine', 'mine'), 201);
  assert.equal(await create('Mine', 'mine'), 409);
  assert.equal(await create('Prefect Mine', 'prefect-mine'), 403);
  assert.equal(await create('prefectly', 'prefectly'), 403);
  assert.equal(await create('Other', 'Bad Slug'), 422);
  assert.equal(await create('Other/', 'other'), 422);
});

test('protected types and their schemas cannot be deleted, but described anew', async () => {
  await using house = await openHouse();
  const { body: secret } = await send(house, 'GET', '/block_types/slug/secret');
  const filter = { block_schemas: { block_type_id: { any_: [secret.id] } } };
  const [schema] = (await send(house, 'POST', '/block_schemas/filter', filter)).body;
  assert.equal(await status(house, 'DELETE', `/block_types/${secret.id}`), 403);
  assert.equal(await status(house, 'DELETE', `/block_schemas/${schema.id}`), 403);
  assert.equal(await status(house, 'PATCH', `/block_types/${secret.id}`, { description: 'ours' }), 204);
});

test('the same fields and version are the same schema, another version is another', async () => {
  await using house = await openHouse();
  const { type, schema } = await typeAndSchema(house);
  const body = { fields: { title: 'Mine', secret_fields: [] }, block_type_id: type.id };
  const again = await send(house, 'POST', '/block_schemas/', body);
  const next = await send(house, 'POST', '/block_schemas/', { ...body, version: '2' });
  assert.deepEqual([again.status, again.body.id], [200, schema.id]);
  assert.deepEqual([next.status, next.body.checksum], [201, schema.checksum]);
  const newest = await send(house, 'GET', `/block_schemas/checksum/${schema.checksum}`);
  assert.equal(newest.body.id, next.body.id);
  assert.equal(await status(house, 'GET', `/block_schemas/checksum/${schema.checksum}?version=3`), 404);
  assert.equal(await status(house, 'POST', '/block_schemas/', { ...body, block_type_id: NOBODY }), 404);
});

test('documents need a free, usable name and a schema that exists', async () => {
  await using house = await openHouse();
  const { type, schema } = await typeAndSchema(house);
  const ids = { block_type_id: type.id, block_schema_id: schema.id };
  const create = (body: Record<string, unknown>) => status(house, 'POST', '/block_documents/', { ...ids, ...body });
  assert.equal(await create({ name: 'one' }), 201);
  assert.equal(await create({ name: 'one' }), 409);
  assert.equal(await create({ name: 'Not Usable' }), 422);
  assert.equal(await create({}), 422);
  assert.equal(await create({ is_anonymous: true }), 201);
  assert.equal(await create({ name: 'two', block_schema_id: NOBODY }), 409);
  assert.equal(await create({ name: 'two', data: { other: { $ref: { block_document_id: NOBODY } } } }), 409);
  assert.equal(await create({ name: 'two', data: { other: { $ref: 'nonsense' } } }), 422);
});

test('lists leave anonymous documents out unless asked, and count by type and schema', async () => {
  await using house = await openHouse();
  const { type, schema } = await typeAndSchema(house);
  const ids = { block_type_id: type.id, block_schema_id: schema.id };
  for (const name of ['b', 'a']) await send(house, 'POST', '/block_documents/', { ...ids, name });
  await send(house, 'POST', '/block_documents/', { ...ids, is_anonymous: true });
  const names = async (body: unknown) =>
    (await send(house, 'POST', '/block_documents/filter', body)).body.map(
      (document: { name: string }) => document.name,
    );
  const count = async (body: unknown) => (await send(house, 'POST', '/block_documents/count', body)).body;
  assert.deepEqual(await names({}), ['a', 'b']);
  assert.deepEqual(await names({ sort: 'NAME_DESC' }), ['b', 'a']);
  assert.equal(await count({ block_documents: { is_anonymous: null } }), 3);
  assert.equal(await count({ block_types: { slug: { any_: ['mine'] } } }), 2);
  assert.equal(await count({ block_types: { slug: { any_: ['secret'] } } }), 0);
  assert.equal(await count({ block_schemas: { block_capabilities: { all_: ['read'] } } }), 2);
  assert.equal(await count({ block_schemas: { block_capabilities: { all_: ['read', 'write'] } } }), 0);
});

test('a type takes its schemas and documents with it', async () => {
  await using house = await openHouse();
  const { type, schema } = await typeAndSchema(house);
  const body = { name: 'one', block_type_id: type.id, block_schema_id: schema.id };
  const document = (await send(house, 'POST', '/block_documents/', body)).body;
  assert.equal(await status(house, 'DELETE', `/block_types/${type.id}`), 204);
  assert.equal(await status(house, 'GET', `/block_schemas/${schema.id}`), 404);
  assert.equal(await status(house, 'GET', `/block_documents/${document.id}`), 404);
  assert.equal(await status(house, 'DELETE', `/block_documents/${document.id}`), 404);
  assert.equal(await status(house, 'GET', '/block_types/slug/mine/block_documents'), 404);
});
