// tests: kill -9 of the server while events set off automations: each event counts once, each firing acts once.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Client, createClient } from '@signalbox/client';
import { eventually, OwnPostgres } from '@signalbox/testkit';
import { chanceFrom } from './chance.ts';
import { apiUrl, freePort, Home, type ServerPlace, startServer } from './program.ts';

const THRESHOLD = 5;
const SENDERS = 20;
const BATCHES = 5;
const EVENTS_PER_BATCH = 5;
const FIRINGS = (SENDERS * BATCHES * EVENTS_PER_BATCH) / THRESHOLD;
const KILLS = 3;
const PATIENCE_MS = 60_000;

async function watchedDeployment(client: Client) {
  const flow = await client.flows.create({ body: { name: 'answer' } });
  const { id: deployment_id } = await client.deployments.create({ body: { name: 'once', flow_id: flow.id } });
  await client.automations.create({
    body: {
      name: 'every fifth',
      trigger: { type: 'event', posture: 'Reactive', expect: ['happened'], threshold: THRESHOLD },
      actions: [{ type: 'run-deployment', deployment_id, schedule_after: 3_600 }],
    },
  });
  return deployment_id;
}

const batch = () =>
  Array.from({ length: EVENTS_PER_BATCH }, () => ({
    id: crypto.randomUUID(),
    occurred: new Date().toISOString(),
    event: 'happened',
    resource: { 'prefect.resource.id': 'thing.1' },
  }));

/** Sends them all, with pauses, through whatever happens to the server. */
async function sendAll(client: Client, pause: (least: number, most: number) => Promise<void>): Promise<void> {
  const send = async () => {
    for (let sent = 0; sent < BATCHES; sent += 1) {
      await client.events.create({ body: batch() });
      await pause(50, 600);
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
}

/** Waits for as many runs as there must be, and for all that was set going to be done. */
async function assertEachOnce(client: Client, deployment_id: string): Promise<void> {
  const runs = () => client.flow_runs.count({ body: { deployments: { id: { any_: [deployment_id] } } } });
  await eventually(`${FIRINGS} runs`, async () => (await runs()) >= FIRINGS, PATIENCE_MS);
  const told = async (event: string) => {
    const filter = { event: { name: [`prefect.automation.${event}`] } };
    return (await client.events.filter({ body: { filter } })).total;
  };
  await eventually('the end of each action', async () => (await told('action.executed')) >= FIRINGS, PATIENCE_MS);
  assert.equal(await runs(), FIRINGS);
  assert.equal(await told('triggered'), FIRINGS);
  assert.equal(await told('action.executed'), FIRINGS);
  assert.equal(await told('action.failed'), 0);
}

for (const seed of [1, 2]) {
  test(`kill -9 of the server while ${FIRINGS} firings are counted, seed ${seed}`, async () => {
    using home = new Home();
    const place: ServerPlace = { home, port: await freePort(), database: join(home.path, 'signalbox.db') };
    const chance = chanceFrom(seed);
    const client = createClient({ api_url: apiUrl(place), retries: 60, deadline_seconds: 120 });
    await using programs = new AsyncDisposableStack();
    let server = programs.use(await startServer(place));
    const deployment_id = await watchedDeployment(client);
    const sending = sendAll(client, (least, most) => chance.pause(least, most));
    for (let kill = 0; kill < KILLS; kill += 1) {
      await chance.pause(100, 500);
      await server.kill();
      server = programs.use(await startServer(place));
    }
    await sending;
    await assertEachOnce(client, deployment_id);
  });
}

test('kill -9 of one of two servers on one Postgres: the other counts on, and nothing twice', async () => {
  using home = new Home();
  await using postgres = await OwnPostgres.start();
  await using programs = new AsyncDisposableStack();
  const placeOf = async (name: string): Promise<ServerPlace> => ({
    home,
    port: await freePort(),
    database: join(home.path, `${name}.db`),
    database_url: postgres.url,
  });
  const [first, second] = [await placeOf('first'), await placeOf('second')];
  const chance = chanceFrom(3);
  const killed = programs.use(await startServer(first));
  programs.use(await startServer(second));
  const client = createClient({ api_url: apiUrl(second), retries: 60, deadline_seconds: 120 });
  const deployment_id = await watchedDeployment(client);
  const sending = sendAll(client, (least, most) => chance.pause(least, most));
  await chance.pause(300, 600);
  await killed.kill();
  await sending;
  await assertEachOnce(client, deployment_id);
});
