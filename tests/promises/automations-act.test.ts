// tests: automations do what they are told when they fire, and tell how it went.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import type { FlowRunId } from '@signalbox/contract';
import { eventually, type House, openHouse } from '@signalbox/testkit';
import { reactive, watched } from './watched-events.ts';

async function deployment(house: House) {
  const flow = await house.client.flows.create({ body: { name: 'answering' } });
  const pool = await house.client.work_pools.create({ body: { name: 'pool', type: 'process' } });
  const made = await house.client.deployments.create({
    body: { name: 'answer', flow_id: flow.id, work_pool_name: pool.name, tags: ['on-call'], parameters: { a: 1 } },
  });
  return { flow, pool, made };
}

/** Somebody who can be called, and answers with these statuses, the last one for ever. */
async function listener(...statuses: number[]) {
  const calls: { path: string; headers: Record<string, unknown>; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    calls.push({ path: request.url ?? '', headers: request.headers, body });
    response.writeHead(statuses[Math.min(calls.length, statuses.length) - 1] ?? 200).end('heard');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function block(house: House, slug: string, data: Record<string, unknown>) {
  const type = await house.client.block_types.read_by_slug({ params: { slug } });
  const [schema] = await house.client.block_schemas.filter({
    body: { block_schemas: { block_type_id: { any_: [type.id] } } },
  });
  assert.ok(schema);
  const body = { name: `${slug}-of-test`, data, block_type_id: type.id, block_schema_id: schema.id };
  return (await house.client.block_documents.create({ body })).id;
}

test('a deployment is run once for each firing, with what the event says', async () => {
  await using house = await openHouse();
  const { automation, send, ended } = await watched(house);
  const { made } = await deployment(house);
  await house.client.variables.create({ body: { name: 'limits', value: { k: 3 } } });
  const id = await automation({
    name: 'answer it',
    actions: [
      {
        type: 'run-deployment',
        deployment_id: made.id,
        schedule_after: 60,
        parameters: {
          x: '{{ event.resource.id }}',
          y: { __prefect_kind: 'jinja', template: '{{ event.payload.n }} {{ automation.name }}' },
          z: { __prefect_kind: 'json', value: '{"q": [1]}' },
          v: { __prefect_kind: 'workspace_variable', variable_name: 'limits' },
        },
      },
    ],
  });
  await send('X');
  const [end] = await ended(id, 1);
  assert.equal(end?.event, 'prefect.automation.action.executed');
  assert.equal(end?.payload.status_code, 201);
  const runs = await house.client.flow_runs.filter({ body: { deployments: { id: { any_: [made.id] } } } });
  assert.equal(runs.length, 1);
  const [run] = runs;
  assert.deepEqual(run?.parameters, { a: 1, x: 'a.1', y: '5 answer it', z: { q: [1] }, v: { k: 3 } });
  assert.deepEqual(run?.created_by, { id, type: 'AUTOMATION', display_value: 'answer it' });
  assert.deepEqual(run?.tags, ['on-call']);
  assert.equal(run?.state?.type, 'SCHEDULED');
});

test('a run that the event is about is cancelled, suspended, resumed, changed and deleted', async () => {
  await using house = await openHouse();
  const { automation, send, ended } = await watched(house);
  const flow = await house.client.flows.create({ body: { name: 'long' } });
  const act = async (type: string, more: object = {}) => {
    const id = await automation({ trigger: reactive({ expect: [type] }), actions: [{ type, ...more } as never] });
    return async (run_id: FlowRunId) => {
      const related = [{ 'prefect.resource.id': `prefect.flow-run.${run_id}`, 'prefect.resource.role': 'flow-run' }];
      await send([type], 'a.1', related);
      return (await ended(id, 1))[0];
    };
  };
  const running = () => house.client.flow_runs.create({ body: { flow_id: flow.id, state: { type: 'RUNNING' } } });
  const stateOf = async (id: FlowRunId) => (await house.client.flow_runs.read({ params: { id } })).state;

  const cancelled = await running();
  assert.equal((await (await act('cancel-flow-run'))(cancelled.id))?.event, 'prefect.automation.action.executed');
  assert.equal((await stateOf(cancelled.id))?.type, 'CANCELLING');

  const made = await house.client.deployments.create({ body: { name: 'suspendable', flow_id: flow.id } });
  const suspended = await house.client.deployments.create_flow_run({
    params: { id: made.id },
    body: { state: { type: 'RUNNING' } },
  });
  await (await act('suspend-flow-run'))(suspended.id);
  assert.equal((await stateOf(suspended.id))?.name, 'Suspended');
  await (await act('resume-flow-run'))(suspended.id);
  assert.equal((await stateOf(suspended.id))?.name, 'Resuming');

  const changed = await running();
  await (await act('change-flow-run-state', { state: 'FAILED', name: 'GivenUp', message: 'too late' }))(changed.id);
  assert.deepEqual([(await stateOf(changed.id))?.name, (await stateOf(changed.id))?.message], ['GivenUp', 'too late']);

  const deleted = await running();
  await (await act('delete-flow-run'))(deleted.id);
  await assert.rejects(house.client.flow_runs.read({ params: { id: deleted.id } }), /not found/i);
});

test('deployments, pools, queues and automations are paused and resumed', async () => {
  await using house = await openHouse();
  const { automation, send, ended } = await watched(house);
  const { made, pool } = await deployment(house);
  const [queue] = await house.client.work_queues.filter({ body: { work_queues: { name: { any_: ['default'] } } } });
  assert.ok(queue);
  const other = await automation();
  const automation_id = other as never;
  const targets = { deployment_id: made.id, work_pool_id: pool.id, work_queue_id: queue.id };
  const paused = await automation({
    trigger: reactive({ expect: ['pause'] }),
    actions: [
      { type: 'pause-deployment', deployment_id: targets.deployment_id },
      { type: 'pause-work-pool', work_pool_id: targets.work_pool_id },
      { type: 'pause-work-queue', work_queue_id: targets.work_queue_id },
      { type: 'pause-automation', automation_id },
    ],
  });
  const resumed = await automation({
    trigger: reactive({ expect: ['resume'] }),
    actions: [
      { type: 'resume-deployment', deployment_id: targets.deployment_id },
      { type: 'resume-work-pool', work_pool_id: targets.work_pool_id },
      { type: 'resume-work-queue', work_queue_id: targets.work_queue_id },
      { type: 'resume-automation', automation_id },
    ],
  });
  const state = async () => [
    (await house.client.deployments.read({ params: { id: made.id } })).paused,
    (await house.client.work_pools.read({ params: { name: 'pool' } })).is_paused,
    (await house.client.work_queues.read({ params: { id: queue.id } })).is_paused,
    !(await house.client.automations.read({ params: { id: automation_id } })).enabled,
  ];
  await send(['pause']);
  assert.deepEqual(
    [...new Set((await ended(paused, 4)).map(({ event }) => event))],
    ['prefect.automation.action.executed'],
  );
  assert.deepEqual(await state(), [true, true, true, true]);
  await send(['resume']);
  await ended(resumed, 4);
  assert.deepEqual(await state(), [false, false, false, false]);
});

test('a webhook is called with what the event says, once, and its answer is told', async () => {
  await using house = await openHouse();
  await using heard = await listener(200);
  const { automation, send, ended } = await watched(house);
  const document = await block(house, 'webhook', { url: `${heard.url}/secret-path`, headers: { 'x-key': 'k' } });
  const id = await automation({
    name: 'caller',
    actions: [
      {
        type: 'call-webhook',
        block_document_id: document,
        payload: '{"event": "{{ event.id }}", "payload": {{ event.payload | tojson }}, "by": "{{ automation.name }}"}',
      },
    ],
  });
  await send('X');
  const [end] = await ended(id, 1);
  assert.equal(end?.event, 'prefect.automation.action.executed');
  assert.deepEqual([end?.payload.status_code, end?.payload.response_body], [200, 'heard']);
  assert.deepEqual(
    heard.calls.map(({ path }) => path),
    ['/secret-path'],
  );
  assert.equal(heard.calls[0]?.headers['x-key'], 'k');
  const { payload, by } = JSON.parse(heard.calls[0]?.body ?? '');
  assert.deepEqual([payload, by], [{ n: 5 }, 'caller']);
  assert.ok(!JSON.stringify(end).includes('secret-path'), 'the address of a webhook is a secret');
});

test('a notification says its subject and body, with the run that it is about', async () => {
  await using house = await openHouse({ settings: { ui_url: 'http://dash.example/' } });
  await using heard = await listener(200);
  const { automation, ended } = await watched(house);
  const document = await block(house, 'slack-webhook', { url: `${heard.url}/hook` });
  const id = await automation({
    trigger: reactive({ match: { 'prefect.resource.id': 'prefect.flow-run.*' }, expect: ['prefect.flow-run.Failed'] }),
    actions: [
      {
        type: 'send-notification',
        block_document_id: document,
        subject: 'Flow {{ flow.name }} failed',
        body: '{{ flow_run.name }} is {{ flow_run.state.name }}: {{ flow_run | ui_url }}',
      },
    ],
  });
  const flow = await house.client.flows.create({ body: { name: 'sorry' } });
  const run = await house.client.flow_runs.create({
    body: { flow_id: flow.id, name: 'poor-run', state: { type: 'FAILED' } },
  });
  const [end] = await ended(id, 1);
  assert.equal(end?.event, 'prefect.automation.action.executed', JSON.stringify(end?.payload));
  assert.deepEqual(JSON.parse(heard.calls[0]?.body ?? ''), {
    text: `*Flow sorry failed*\npoor-run is Failed: http://dash.example/flow-runs/${run.id}`,
  });
});

test('a call that fails for a moment is made again, with the same key; one that is refused is not', async () => {
  await using house = await openHouse();
  await using shaky = await listener(503, 200);
  await using strict = await listener(400);
  const { automation, send, ended } = await watched(house);
  const again = await block(house, 'webhook', { url: shaky.url });
  const refused = await block(house, 'custom-webhook', {
    name: 'strict',
    url: strict.url,
    json_data: { t: '{{subject}}' },
  });
  const id = await automation({
    actions: [
      { type: 'call-webhook', block_document_id: again },
      { type: 'send-notification', block_document_id: refused, body: 'b' },
    ],
  });
  await send('X');
  const [failed] = await ended(id, 1);
  assert.equal(failed?.event, 'prefect.automation.action.failed');
  assert.match(String(failed?.payload.reason), /answered with 400/);
  await eventually('the first call', async () => shaky.calls.length === 1);
  await eventually('the pause before the second', async () =>
    (await house.engine.store.read.selectFrom('due_actions').select('attempts').execute()).some(
      ({ attempts }) => attempts === 1,
    ),
  );
  house.advance(6);
  const ends = await ended(id, 2);
  assert.deepEqual(ends.map(({ event }) => event).sort(), [
    'prefect.automation.action.executed',
    'prefect.automation.action.failed',
  ]);
  assert.equal(new Set(shaky.calls.map(({ headers }) => headers['idempotency-key'])).size, 1);
  assert.deepEqual([shaky.calls.length, strict.calls.length], [2, 1]);
});

test('what cannot be done is told with its reason, and keeps nothing else from being done', async () => {
  await using house = await openHouse();
  const { automation, send, ended } = await watched(house);
  const nowhere = await block(house, 'webhook', { url: 'http://127.0.0.1:9/', allow_private_urls: false });
  const id = await automation({
    actions: [
      { type: 'run-deployment', deployment_id: crypto.randomUUID() as never },
      { type: 'cancel-flow-run' },
      { type: 'pause-work-pool', source: 'inferred' },
      { type: 'send-notification', block_document_id: nowhere, body: 'b' },
      { type: 'call-webhook', block_document_id: crypto.randomUUID() as never },
      { type: 'do-nothing' },
    ],
  });
  await send('X');
  const ends = await ended(id, 6);
  const reasons = new Map(ends.map(({ payload }) => [payload.action_index, payload.reason]));
  assert.match(String(reasons.get(0)), /Deployment not found/);
  assert.match(String(reasons.get(1)), /No flow run could be inferred/);
  assert.match(String(reasons.get(2)), /No work pool could be inferred/);
  assert.match(String(reasons.get(3)), /webhook cannot notify/);
  assert.match(String(reasons.get(4)), /is not there/);
  assert.equal(reasons.get(5), undefined);
});

test('a block that forbids private addresses calls none', async () => {
  await using house = await openHouse();
  await using heard = await listener(200);
  const { automation, send, told } = await watched(house);
  const port = new URL(heard.url).port;
  const documents = await Promise.all([
    block(house, 'webhook', { url: heard.url, allow_private_urls: false }),
    block(house, 'slack-webhook', { url: `http://localhost:${port}`, allow_private_urls: false }),
  ]);
  const [literal, named] = documents;
  assert.ok(literal && named);
  const id = await automation({
    actions: [
      { type: 'call-webhook', block_document_id: literal },
      { type: 'send-notification', block_document_id: named, body: 'b' },
    ],
  });
  await send('X');
  const failures = await eventually('two refusals', async () => {
    house.advance(31);
    const failed = await told(id, 'prefect.automation.action.failed');
    return failed.length === 2 && failed;
  });
  for (const { payload } of failures) assert.match(String(payload.reason), /the address is private/);
  assert.equal(heard.calls.length, 0);
});
