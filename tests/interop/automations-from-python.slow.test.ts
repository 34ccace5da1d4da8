// tests: automations by the client and the command line of the real Prefect package, carried out by this server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, openHouse } from '@signalbox/testkit';
import { openWorkshop } from './python.ts';

/** Programs of Python take seconds to start. */
const PATIENCE_MS = 30_000;

test("Prefect's client makes, reads, changes and deletes automations, and its events set them off", async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  const { client } = house;
  const flow = await client.flows.create({ body: { name: 'order' } });
  const { id: deployment_id } = await client.deployments.create({ body: { name: 'goods', flow_id: flow.id } });
  const { output } = await workshop.run('python', ['watchful.py', deployment_id]);
  assert.match(output, /all as expected/);

  const ordered = await eventually(
    'the run that was ordered',
    async () => (await client.flow_runs.filter({ body: { deployments: { id: { any_: [deployment_id] } } } }))[0],
    PATIENCE_MS,
  );
  assert.deepEqual(ordered.parameters, { what: 'shop.shelf', n: '7' });
  assert.equal(ordered.created_by?.display_value, 'restock');

  const rescued = async () => {
    const [run] = await client.flow_runs.filter({ body: { flows: { name: { any_: ['failing'] } } } });
    return run?.state?.name === 'Rescued';
  };
  await eventually('the rescued run', rescued, PATIENCE_MS);

  const [both] = await client.automations.filter({ body: { automations: { name: { any_: ['both'] } } } });
  assert.ok(both);
  const fired = async () => {
    const filter = {
      event: { name: ['prefect.automation.triggered'] },
      resource: { id: [`prefect.automation.${both.id}`] },
    };
    return (await client.events.filter({ body: { filter } })).events.length === 1;
  };
  await eventually('the firing of both together', fired, PATIENCE_MS);
});

test("Prefect's command line makes automations from a file, shows, pauses, resumes and deletes them", async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  const prefect = async (...words: string[]) => (await workshop.run('prefect', ['automation', ...words])).output;
  await prefect('create', '--from-file', 'automations.yaml');
  const found = await house.client.automations.filter({ body: {} });
  assert.deepEqual(
    found.map(({ name }) => name),
    ['another', 'from-a-file'],
  );
  assert.match(await prefect('ls'), /another[\s\S]*from-a-file/);
  assert.match(await prefect('inspect', 'from-a-file'), /CancelFlowRun/);
  const enabled = async () => (await house.client.automations.filter({ body: {} })).map((one) => one.enabled);
  await prefect('pause', 'from-a-file');
  assert.deepEqual(await enabled(), [true, false]);
  await prefect('resume', 'from-a-file');
  assert.deepEqual(await enabled(), [true, true]);
  await prefect('delete', '--id', String(found[0]?.id));
  assert.deepEqual(
    (await house.client.automations.filter({ body: {} })).map(({ name }) => name),
    ['from-a-file'],
  );
  const missing = await workshop.run('prefect', ['automation', 'inspect', 'nothing'], { mayFail: true });
  assert.notEqual(missing.code, 0);
});
