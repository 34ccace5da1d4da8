// tests: GraphQL answers queries, mutations and subscriptions over what the REST API has, by its rules.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { FlowRunId } from '@signalbox/contract';
import { eventually, type House, openHouse } from '@signalbox/testkit';
import { type Client, createClient } from 'graphql-ws';

interface Answer {
  // biome-ignore lint/suspicious/noExplicitAny: the shape is what the query asks for
  readonly data?: any;
  readonly errors?: { readonly message: string; readonly extensions: Record<string, unknown> }[];
}

async function post(house: House, query: string, variables: object = {}, headers: object = {}): Promise<Answer> {
  const response = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
  assert.match(response.headers.get('content-type') ?? '', /json/);
  return await response.json();
}

async function ask(house: House, query: string, variables: object = {}) {
  const { data, errors } = await post(house, query, variables);
  assert.deepEqual(errors, undefined);
  return data;
}

const idOf = (id: string) => FlowRunId.parse(id);
const codeOf = ({ errors }: Answer) => errors?.[0]?.extensions.code;

const CREATE = `mutation ($flow: FlowCreateInput!) { flows_create(input: $flow) { id name tags } }`;
const RUN = `mutation ($flow_id: ID!) { flow_runs_create(input: { flow_id: $flow_id, state: { type: PENDING }, parameters: { deep: [1, { two: "x" }] } }) { id state_type parameters } }`;

async function newRun(house: House, name = 'reports'): Promise<{ flow_id: string; id: string }> {
  const { flows_create } = await ask(house, CREATE, { flow: { name } });
  const { flow_runs_create } = await ask(house, RUN, { flow_id: flows_create.id });
  return { flow_id: flows_create.id, id: flow_runs_create.id };
}

test('a flow and its run are made, moved and cancelled by mutations, and read with all that belongs to them', async () => {
  await using house = await openHouse();
  const { flow_id, id } = await newRun(house);
  const moved = await ask(
    house,
    `mutation ($id: ID!) { flow_runs_set_state(id: $id, state: { type: RUNNING, data: { kept: true } }) { status state { type data } } }`,
    { id },
  );
  assert.deepEqual(moved.flow_runs_set_state, {
    status: 'ACCEPT',
    state: { type: 'RUNNING', data: { kept: true } },
  });
  await house.client.task_runs.create({
    body: { flow_run_id: id, task_key: 'load', dynamic_key: '0', name: 'load-0' },
  });
  await house.client.artifacts.create({ body: { key: 'note', type: 'markdown', data: '# Done', flow_run_id: id } });
  await house.client.logs.create({
    body: [{ name: 'x', level: 20, message: 'hello', timestamp: house.now(), flow_run_id: id }],
  });
  const cancelled = await ask(house, `mutation ($id: ID!) { flow_runs_cancel(id: $id) { status state { type } } }`, {
    id,
  });
  assert.equal(cancelled.flow_runs_cancel.state.type, 'CANCELLING');
  const { flow_run } = await ask(
    house,
    `query ($id: ID!) { flow_run(id: $id) { parameters flow { id name flow_runs { id } } task_runs { name flow_run { id } } states { type } logs { message } artifacts { key data } } }`,
    { id },
  );
  assert.deepEqual(flow_run, {
    parameters: { deep: [1, { two: 'x' }] },
    flow: { id: flow_id, name: 'reports', flow_runs: [{ id }] },
    task_runs: [{ name: 'load-0', flow_run: { id } }],
    states: [{ type: 'PENDING' }, { type: 'RUNNING' }, { type: 'CANCELLING' }],
    logs: [{ message: 'hello' }],
    artifacts: [{ key: 'note', data: '# Done' }],
  });
});

test('a run of a deployment is made, and the deployment is read with it', async () => {
  await using house = await openHouse();
  const { flow_id } = await newRun(house);
  const made = await ask(
    house,
    `mutation ($flow_id: ID!) { deployments_create(input: { name: "nightly", flow_id: $flow_id, tags: ["a"] }) { id paused } }`,
    { flow_id },
  );
  const { id } = made.deployments_create;
  // What an upsert does not say stays: the members that were given are told apart, as by the REST API.
  await ask(house, `mutation ($id: ID!) { deployments_update(id: $id, input: { description: "d" }) }`, { id });
  const ran = await ask(
    house,
    `mutation ($id: ID!) { deployments_create_flow_run(id: $id, input: { name: "now" }) { id name deployment { name tags description } } }`,
    { id },
  );
  assert.deepEqual(ran.deployments_create_flow_run.deployment, { name: 'nightly', tags: ['a'], description: 'd' });
  const { deployments } = await ask(
    house,
    `{ deployments(limit: 5) { name flow { name } flow_runs(limit: 1) { name } } }`,
  );
  assert.deepEqual(deployments, [{ name: 'nightly', flow: { name: 'reports' }, flow_runs: [{ name: 'now' }] }]);
});

test('lists take the filters, sorts and pages of the REST API', async () => {
  await using house = await openHouse();
  for (const name of ['a', 'b', 'c']) await newRun(house, name);
  const names = async (args: string) =>
    (await ask(house, `{ flows(${args}) { name } }`)).flows.map(({ name }: { name: string }) => name);
  assert.deepEqual(await names('limit: 2, sort: NAME_DESC'), ['c', 'b']);
  assert.deepEqual(await names('offset: 1, flows: { name: { any_: ["a", "b"] } }'), ['b']);
  assert.deepEqual(await names('flow_runs: { state: { type: { any_: [RUNNING] } } }'), []);
  const { flow_runs_count } = await ask(house, `{ flow_runs_count(flows: { name: { like_: "a" } }) }`);
  assert.equal(flow_runs_count, 1);
  assert.equal(codeOf(await post(house, '{ flows(limit: 201) { id } }')), 'unprocessable');
  assert.equal(codeOf(await post(house, '{ flows(limit: 1) { flow_runs(limit: 201) { id } } }')), 'unprocessable');
});

test('each refusal has a code, and a message that says what to do', async () => {
  await using house = await openHouse();
  const refused = async (query: string, variables = {}) => {
    const answer = await post(house, query, variables);
    return [codeOf(answer), answer.errors?.[0]?.message ?? ''];
  };
  const missing = '00000000-0000-4000-8000-000000000000';
  assert.deepEqual(await refused(`{ flow(id: "${missing}") { id } }`), ['not_found', 'Flow not found']);
  assert.deepEqual(await refused('{ flow(id: "x") { id } }'), [
    'invalid_request',
    'Invalid arguments. id: Invalid GUID',
  ]);
  const [code, message] = await refused('mutation { flows_create(input: { name: "a/b" }) { id } }');
  assert.equal(code, 'invalid_request');
  assert.match(String(message), /name/);
  assert.equal((await refused('{ nothing }'))[0], 'invalid_query');
  assert.equal((await refused('{ flows {'))[0], 'invalid_query');
  assert.equal((await refused(`{ ${'flows { id } '.repeat(5_000)} }`))[0], 'invalid_query');
  assert.equal((await refused('query ($n: Int!) { flows(limit: $n) { id } }', { n: 'x' }))[0], 'invalid_query');
  const deep = '{ flows { flow_runs { flow { flow_runs { flow { flow_runs { flow { flow_runs { id } } } } } } } } }';
  assert.equal((await refused(deep))[0], 'query_too_deep');
  assert.equal((await refused('{ flows { flow_runs(limit: 200) { task_runs { id } } } }'))[0], 'query_too_costly');
  const aliases = Array.from({ length: 31 }, (_, index) => `a${index}: flows_count`).join(' ');
  assert.equal((await refused(`{ ${aliases} }`))[0], 'too_many_aliases');
});

test('tools may ask what there is, and read by GET; changes are posted', async () => {
  await using house = await openHouse();
  const types = await ask(
    house,
    '{ __schema { queryType { name } types { name kind fields { name type { name ofType { name } } } } } }',
  );
  assert.ok(types.__schema.types.length > 50);
  const get = (query: string) => fetch(`${house.url}/graphql?query=${encodeURIComponent(query)}`);
  assert.deepEqual(await (await get('{ flows { id } }')).json(), { data: { flows: [] } });
  assert.equal((await get('mutation { flows_create(input: { name: "x" }) { id } }')).status, 405);
  const huge = await fetch(`${house.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: ' '.repeat(17 * 1024 * 1024) }),
  });
  assert.equal(huge.status, 413);
});

test('a request that is no query is refused with a reason, and is no failure of ours', async () => {
  await using house = await openHouse();
  const refused = async (body: string | null, headers: Record<string, string> = {}, method = 'POST') => {
    const type = { 'content-type': 'application/json' };
    const response = await fetch(`${house.url}/graphql`, { method, headers: { ...type, ...headers }, body });
    const { errors }: Answer = await response.json();
    return [response.status, errors?.[0]?.extensions.code, errors?.[0]?.message ?? ''] as const;
  };
  for (const body of ['{"query": ', '[]', '{}', '{"query": 3}', '{"query": "{flows{id}}", "variables": [1]}']) {
    const [status, code, message] = await refused(body);
    assert.deepEqual([status, code], [400, 'invalid_query'], body);
    assert.match(message, /expected \{"query"/);
  }
  const good = '{"query": "{flows{id}}"}';
  assert.equal((await refused(good, { 'content-type': 'text/plain' }))[0], 415);
  assert.equal((await refused(good, { accept: 'text/html' }))[0], 406);
  assert.equal((await refused(good, {}, 'PUT'))[0], 405);
  assert.equal((await refused(null, {}, 'GET'))[0], 400);
  const twice = '{"query": "query A { flows { id } } query B { flows { id } }"}';
  assert.match((await refused(twice))[2], /operationName/);
});

test('a client that speaks no GraphQL on the websocket, or garbage, is sent away', async () => {
  await using house = await openHouse();
  const closeOf = (protocols: string[], frame: string | null) =>
    new Promise<number>((resolve) => {
      const socket = new WebSocket(`${house.url.replace('http', 'ws')}/graphql`, protocols);
      socket.onopen = () => frame !== null && socket.send(frame);
      socket.onclose = ({ code }) => resolve(code);
    });
  assert.equal(await closeOf([], null), 4406);
  assert.equal(await closeOf(['graphql-transport-ws'], 'garbage'), 4400);
  assert.equal(
    await closeOf(['graphql-transport-ws'], '{"type": "subscribe", "id": "1", "payload": {"query": "{a}"}}'),
    4401,
  );
});

test('GraphQL lets in whom the REST API lets in', async () => {
  await using house = await openHouse({ auth_string: 'admin:right', csrf_expires_after_seconds: 60 });
  const status = async (headers: object) =>
    (
      await fetch(`${house.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: '{"query": "{ flows { id } }"}',
      })
    ).status;
  const authorization = `Basic ${Buffer.from('admin:right').toString('base64')}`;
  assert.equal(await status({}), 401);
  assert.equal(await status({ authorization }), 403);
  const csrf = await fetch(`${house.api_url}/csrf-token?client=me`, { headers: { authorization } });
  const { token } = await csrf.json();
  const tokens = { 'prefect-csrf-token': token, 'prefect-csrf-client': 'me' };
  assert.equal(await status({ authorization, ...tokens }), 200);
  assert.equal(await status({ authorization, ...tokens, origin: 'https://elsewhere.example' }), 403);
});

function connect(house: House, connectionParams: Record<string, unknown> = {}): Client {
  return createClient({ url: `${house.url.replace('http', 'ws')}/graphql`, retryAttempts: 0, connectionParams });
}

/** The next messages of a subscription, taken while `cause` makes them happen. */
async function messages(
  client: Client,
  query: string,
  variables: Record<string, unknown>,
  count: number,
  cause: (got: number) => Promise<unknown>,
): Promise<unknown[]> {
  const stream = client.iterate<Record<string, unknown>>({ query, variables });
  const got: unknown[] = [];
  const first = stream.next();
  await cause(0);
  for (let next = await first; !next.done; next = await stream.next()) {
    assert.equal(next.value.errors, undefined);
    got.push(Object.values(next.value.data ?? {})[0]);
    if (got.length === count) break;
    await cause(got.length);
  }
  await stream.return?.();
  return got;
}

test('a subscription tells each state of a run, its logs and its events, and ends with its client', async () => {
  // One server, whose subscribers the test can see.
  await using house = await openHouse({ settings: {} });
  const { id } = await newRun(house);
  const client = connect(house);
  const set = (type: 'RUNNING' | 'COMPLETED') =>
    house.client.flow_runs.set_state({ params: { id: idOf(id) }, body: { state: { type } } });
  const run = await messages(
    client,
    'subscription ($id: ID!) { flow_run(id: $id) { state_type flow { name } } }',
    { id },
    2,
    async (got) => {
      if (got === 1) await set('RUNNING');
    },
  );
  assert.deepEqual(run, [
    { state_type: 'PENDING', flow: { name: 'reports' } },
    { state_type: 'RUNNING', flow: { name: 'reports' } },
  ]);
  const listening = () => eventually('the subscription to listen', async () => house.engine.events.hasSubscribers);
  await eventually('the first subscription to end', async () => !house.engine.events.hasSubscribers);
  const states = await messages(
    client,
    'subscription ($id: ID!) { flow_run_states(flow_run_id: $id) { type state_details { flow_run { name } } } }',
    { id },
    1,
    async () => {
      await listening();
      await set('COMPLETED');
    },
  );
  assert.equal((states[0] as { type: string }).type, 'COMPLETED');
  await eventually('the second subscription to end', async () => !house.engine.events.hasSubscribers);
  const events = await messages(
    client,
    'subscription { events(filter: { event: { prefix: ["my."] } }) { event resource } }',
    {},
    1,
    async () => {
      await listening();
      await house.client.events.create({
        body: [
          { ...EVENT, event: 'other.thing' },
          { ...EVENT, id: OTHER_ID, event: 'my.thing' },
        ],
      });
    },
  );
  assert.deepEqual(events, [{ event: 'my.thing', resource: { 'prefect.resource.id': 'my.1' } }]);
  const logs = await messages(
    client,
    'subscription ($id: ID!) { logs(flow_run_id: $id, logs: { level: { ge_: 30 } }) { message } }',
    { id },
    1,
    async () => {
      await eventually('the logs to be listened to', async () => house.engine.logs.hasSubscribers);
      const log = { name: 'x', timestamp: house.now(), flow_run_id: idOf(id) };
      await house.client.logs.create({
        body: [
          { ...log, level: 20, message: 'low' },
          { ...log, level: 40, message: 'high' },
        ],
      });
    },
  );
  assert.deepEqual(logs, [{ message: 'high' }]);
  const open = client.iterate({ query: 'subscription { events { id } }' });
  const waiting = open.next().catch(() => null);
  await listening();
  client.terminate();
  await eventually('nobody to be listened for', async () => !house.engine.events.hasSubscribers);
  await waiting;
});

const EVENT_ID = '10000000-0000-4000-8000-000000000000';
const OTHER_ID = '20000000-0000-4000-8000-000000000000';
const EVENT = { id: EVENT_ID, occurred: new Date().toISOString(), resource: { 'prefect.resource.id': 'my.1' } };

test('over a websocket a run that is not there, a mutation and a query too deep are told apart', async () => {
  await using house = await openHouse();
  const client = connect(house);
  const code = async (query: string) => {
    try {
      const { value } = await client.iterate({ query }).next();
      return value?.errors?.[0]?.extensions?.code;
    } catch (errors) {
      return Array.isArray(errors) ? errors[0]?.extensions?.code : errors;
    }
  };
  assert.equal(await code(`subscription { flow_run(id: "${EVENT_ID}") { id } }`), 'not_found');
  assert.equal(await code('mutation { flows_create(input: { name: "x" }) { id } }'), 'use_post');
  assert.equal(await code('subscription { flow_run_states { nothing } }'), 'invalid_query');
  await client.dispose();
});

test('a websocket of GraphQL opens with the credentials in its first message or in its header, and not without', async () => {
  await using house = await openHouse({ auth_string: 'admin:right' });
  const first = async (params: Record<string, unknown>) => {
    const client = connect(house, params);
    try {
      const { value } = await client.iterate({ query: '{ flows { id } }' }).next();
      return value?.data;
    } catch (closed) {
      return (closed as CloseEvent).code;
    } finally {
      await client.dispose();
    }
  };
  assert.equal(await first({}), 4403);
  assert.equal(await first({ authorization: 'Bearer wrong' }), 4403);
  assert.deepEqual(await first({ authorization: 'Bearer admin:right' }), { flows: [] });
});

/** In a process of its own: this one has loaded the client. */
const LOOK = `
import { registerHooks } from 'node:module';
let loaded = 0;
registerHooks({ load: (url, context, next) => {
  if (/node_modules.(graphql|dataloader|@opentelemetry)/.test(url)) loaded += 1;
  return next(url, context);
} });
const { openHouse } = await import('@signalbox/testkit');
await using house = await openHouse();
const before = loaded;
const response = await fetch(house.url + '/graphql?query={flows{id}}');
console.log(JSON.stringify({ before, answer: await response.json(), isLoaded: loaded > 0 }));
`;

test('a server that nobody asks has loaded nothing of GraphQL or OpenTelemetry', () => {
  const words = ['--conditions=source', '--input-type=module', '--eval', LOOK];
  const output = execFileSync(process.execPath, words, { cwd: import.meta.dirname, encoding: 'utf8' });
  assert.deepEqual(JSON.parse(output), { before: 0, answer: { data: { flows: [] } }, isLoaded: true });
});
