// tests: events by the command line of the real Prefect package.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, openHouse } from '@signalbox/testkit';
import { openWorkshop } from './python.ts';

/** Programs of Python take seconds to start. */
const PATIENCE_MS = 60_000;

test('`prefect event stream` shows what `prefect event emit` and the server itself tell, as it happens', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  const stream = workshop.start('prefect', ['event', 'stream', '--format', 'json']);
  // The stream shows what happens from its start on, and nothing tells when that is.
  const flow = await house.client.flows.create({ body: { name: 'told' } });
  const runIsTold = async () => {
    await house.client.flow_runs.create({ body: { flow_id: flow.id, state: { type: 'PENDING' } } });
    return stream.output().includes('prefect.flow-run.Pending');
  };
  await eventually('the first event of the stream', runIsTold, PATIENCE_MS);
  await workshop.run('prefect', [
    'event',
    'emit',
    'shop.sold',
    '--resource-id',
    'shop.shelf.7',
    '--payload',
    '{"n": 3}',
  ]);
  const line = await eventually(
    'the emitted event',
    async () =>
      stream
        .output()
        .split('\n')
        .find((text) => text.includes('shop.sold')),
    PATIENCE_MS,
  );
  const event = JSON.parse(line);
  assert.equal(event.resource['prefect.resource.id'], 'shop.shelf.7');
  assert.deepEqual(event.payload, { n: 3 });
});
