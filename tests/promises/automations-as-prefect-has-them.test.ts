// tests: automations are kept, found and refused as on a Prefect 3.8.8 server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse } from '@signalbox/testkit';
import { reactive, watched } from './watched-events.ts';

const names = (found: readonly { readonly name: string }[]) =>
  found.map(({ name }) => name).filter((name) => name !== 'the-last');

test('what is left out is filled in, and each trigger gets an id', async () => {
  await using house = await openHouse();
  const made = await house.client.automations.create({
    body: {
      name: 'short',
      trigger: { posture: 'Reactive', match: { 'prefect.resource.id': ['a.*', '!a.2'] } },
      actions: [{ type: 'run-deployment', source: 'inferred' }],
      owner_resource: 'prefect.deployment.1',
    },
  });
  const { id, created, updated, trigger, ...rest } = made;
  assert.ok(id && created && updated);
  assert.deepEqual(rest, {
    name: 'short',
    description: '',
    enabled: true,
    tags: [],
    actions: [
      { type: 'run-deployment', source: 'inferred', deployment_id: null, parameters: null, job_variables: null },
    ],
    actions_on_trigger: [],
    actions_on_resolve: [],
  });
  assert.ok(trigger.id);
  assert.equal(trigger.type, 'event');
  assert.deepEqual(await house.client.automations.read({ params: { id } }), made);
});

test('found by name, tags, time and id, in the order that is asked for', async () => {
  await using house = await openHouse();
  const { automation } = await watched(house);
  await automation({ name: 'b', tags: ['x', 'y'] });
  await automation({ name: 'a', tags: ['x'] });
  const id = await automation({ name: 'c' });
  const found = async (automations: object, more: object = {}) =>
    names(await house.client.automations.filter({ body: { automations, ...more } }));
  assert.deepEqual(await found({}), ['a', 'b', 'c']);
  assert.deepEqual(await found({}, { sort: 'CREATED_DESC' }), ['c', 'a', 'b']);
  assert.deepEqual(await found({}, { sort: 'NAME_DESC', limit: 2, offset: 1 }), ['c', 'b']);
  assert.deepEqual(await found({ tags: { all_: ['x', 'y'] } }), ['b']);
  assert.deepEqual(await found({ tags: { any_: ['y'] } }), ['b']);
  assert.deepEqual(await found({ name: { any_: ['a', 'c'] } }), ['a', 'c']);
  assert.deepEqual(await found({ operator: 'or_', name: { any_: ['a'] }, id: { any_: [id] } }), ['a', 'c']);
  assert.deepEqual(await found({ created: { before_: '2000-01-01T00:00:00Z' } }), []);
  assert.equal(await house.client.automations.count({ body: { automations: { tags: { all_: ['x'] } } } }), 2);
});

test('a resource knows the automations that it owns, that watch it and that act on it', async () => {
  await using house = await openHouse();
  const { automation } = await watched(house);
  const deployment_id = crypto.randomUUID();
  const resource_id = `prefect.deployment.${deployment_id}`;
  await automation({ name: 'acts', actions: [{ type: 'run-deployment', deployment_id: deployment_id as never }] });
  await automation({ name: 'owned', owner_resource: resource_id });
  await automation({ name: 'watches', trigger: reactive({ match: { 'prefect.resource.id': resource_id } }) });
  await automation({ name: 'mentions', description: resource_id });
  const related = async () => names(await house.client.automations.list_related_to({ params: { resource_id } }));
  assert.deepEqual(await related(), ['acts', 'owned', 'watches']);
  await house.client.automations.delete_owned_by({ params: { resource_id } });
  assert.deepEqual(await related(), ['acts', 'watches']);
});

test('what cannot work is refused, naming the field', async () => {
  await using house = await openHouse();
  const refused = (more: object) =>
    house.client.automations.create({
      body: { name: 'n', trigger: reactive(), actions: [{ type: 'do-nothing' }], ...more },
    });
  await assert.rejects(refused({ trigger: reactive({ posture: 'Proactive', within: 9 }) }), /within/);
  await assert.rejects(refused({ actions: [{ type: 'run-deployment' }] }), /deployment_id is required/);
  await assert.rejects(
    refused({ actions: [{ type: 'pause-work-pool', source: 'inferred', work_pool_id: crypto.randomUUID() }] }),
    /work_pool_id is not allowed/,
  );
  await assert.rejects(refused({ actions: [{ type: 'fly' }] }), /do-nothing/);
  const block_document_id = crypto.randomUUID();
  await assert.rejects(
    refused({ actions: [{ type: 'call-webhook', block_document_id, payload: '{{ oops ' }] }),
    /actions\.0\.payload/,
  );
  await assert.rejects(
    refused({ trigger: { type: 'compound', require: 3, within: 1, triggers: [reactive(), reactive()] } }),
    /require/,
  );
  const params = { id: crypto.randomUUID() as never };
  await assert.rejects(house.client.automations.read({ params }), /Automation not found/);
  await assert.rejects(house.client.automations.patch({ params, body: { enabled: true } }), /Automation not found/);
  await assert.rejects(house.client.automations.delete({ params }), /Automation not found/);
});

test('its life is told by events', async () => {
  await using house = await openHouse();
  const { automation, told } = await watched(house);
  const id = await automation({ name: 'lively' });
  const params = { id: id as never };
  await house.client.automations.patch({ params, body: { enabled: false } });
  await house.client.automations.delete({ params });
  for (const [what, enabled] of [
    ['created', true],
    ['updated', false],
    ['deleted', false],
  ] as const) {
    const [event, ...more] = await told(id, `prefect.automation.${what}`);
    assert.deepEqual(
      [event?.payload.enabled, event?.resource['prefect.resource.name'], more.length],
      [enabled, 'lively', 0],
    );
  }
});

test('a text is told to be a template or not, under both paths', async () => {
  await using house = await openHouse();
  for (const path of ['/templates/validate', '/automations/templates/validate']) {
    const validate = (text: string) =>
      fetch(`${house.api_url}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(text),
      });
    assert.equal((await validate('{{ event.id }}')).status, 204);
    assert.equal((await validate('')).status, 204);
    const refused = await validate('one\n{% if event %}');
    assert.equal(refused.status, 422);
    const { error } = await refused.json();
    assert.deepEqual([error.line, error.source], [2, 'one\n{% if event %}']);
    assert.match(error.message, /ends within a block/);
  }
});
