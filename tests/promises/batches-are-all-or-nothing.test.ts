// tests: several changes of what is declared as code are one transaction.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type House, openHouse } from '@signalbox/testkit';

const deployment = (name: string) => ({ name, flow_id: '{{ calls.0.id }}', parameters: { size: 1 } });

/** How many deployments were told to have been created. */
async function told({ client }: House): Promise<number> {
  const { total } = await client.events.filter({
    body: { filter: { event: { name: ['prefect.deployment.created'] } } },
  });
  return total;
}

test('the calls of a batch are carried out in their order, and may use the ids that earlier ones made', async () => {
  await using house = await openHouse();
  const { committed, answers } = await house.client.batch.run({
    body: {
      calls: [
        { method: 'POST', path: '/flows/', body: { name: 'etl' } },
        { method: 'POST', path: '/work_pools/', body: { name: 'pool', type: 'process' } },
        { method: 'POST', path: '/deployments/', body: { ...deployment('daily'), work_pool_name: 'pool' } },
        { method: 'PATCH', path: '/deployments/{{ calls.2.id }}', body: { paused: true } },
        { method: 'POST', path: '/variables/', body: { name: 'made', value: ['of {{ calls.2.id }}'] } },
      ],
    },
  });
  assert.equal(committed, true);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 201, 204, 201],
  );
  const made = await house.client.deployments.read_by_name({ params: { flow_name: 'etl', deployment_name: 'daily' } });
  assert.deepEqual([made.work_pool_name, made.paused, made.parameters], ['pool', true, { size: 1 }]);
  const variable = await house.client.variables.read_by_name({ params: { name: 'made' } });
  assert.deepEqual(variable.value, [`of ${made.id}`]);
  assert.equal(await told(house), 1);
});

test('when one call is refused nothing of the batch was written, nobody is told, and its answer says why', async () => {
  await using house = await openHouse();
  const { committed, answers } = await house.client.batch.run({
    body: {
      calls: [
        { method: 'POST', path: '/flows/', body: { name: 'etl' } },
        { method: 'POST', path: '/deployments/', body: deployment('daily') },
        { method: 'POST', path: '/deployments/', body: { ...deployment('other'), work_pool_name: 'none' } },
        { method: 'POST', path: '/variables/', body: { name: 'never', value: 1 } },
      ],
    },
  });
  assert.equal(committed, false);
  assert.deepEqual(
    answers.map(({ status }) => status),
    [201, 201, 404],
  );
  assert.match(JSON.stringify(answers[2]?.body), /Work pool/);
  assert.deepEqual(await house.client.flows.filter({ body: {} }), []);
  assert.deepEqual(await house.client.deployments.filter({ body: {} }), []);
  assert.equal(await told(house), 0);
});

const REFUSED = [
  { what: 'a route that a batch may not have', call: { method: 'POST', path: '/flow_runs/', body: {} }, status: 400 },
  { what: 'an unknown path', call: { method: 'POST', path: '/no-such/', body: {} }, status: 404 },
  { what: 'a batch in a batch', call: { method: 'POST', path: '/batch', body: { calls: [] } }, status: 400 },
  { what: 'a wrong body', call: { method: 'POST', path: '/variables/', body: { value: 1 } }, status: 422 },
  { what: 'no body', call: { method: 'POST', path: '/variables/' }, status: 422 },
  {
    what: 'an id of a later call',
    call: { method: 'DELETE', path: '/deployments/{{ calls.7.id }}' },
    status: 400,
  },
] as const;

for (const { what, call, status } of REFUSED)
  test(`${what} is refused, with all that came before`, async () => {
    await using house = await openHouse();
    const first = { method: 'POST', path: '/variables/', body: { name: 'first', value: 1 } } as const;
    const { committed, answers } = await house.client.batch.run({ body: { calls: [first, call] } });
    assert.equal(committed, false);
    assert.equal(answers[1]?.status, status);
    assert.equal(await house.client.variables.count({ body: {} }), 0);
  });
