// tests: Python flows that wait for people, and flows that send each other input.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, openHouse } from '@signalbox/testkit';
import { openWorkshop } from './python.ts';

test('paused flows go on with the answers they asked for, expire without, and flows talk to each other', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  const { output } = await workshop.run('python', ['pauses.py']);
  assert.match(output, /all as expected/);
  const runs = await house.client.flow_runs.filter({ body: {} });
  const ends = runs.map(({ state_type }) => state_type).sort();
  assert.deepEqual(ends, ['COMPLETED', 'COMPLETED', 'COMPLETED', 'COMPLETED', 'FAILED']);
});

test('a suspended flow leaves its process, and goes on in another one with the answer and without doing its work again', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  workshop.start('python', ['suspends.py']);
  const PATIENCE_MS = 60_000;
  const deployment = await eventually(
    'the served deployment',
    async () => (await house.client.deployments.filter({ body: {} }))[0],
    PATIENCE_MS,
  );
  const { id } = await house.client.deployments.create_flow_run({ params: { id: deployment.id }, body: {} });
  const become = (name: string) =>
    eventually(
      `a run that is ${name}`,
      async () => {
        const run = await house.client.flow_runs.read({ params: { id } });
        return run.state_name === name ? run : null;
      },
      PATIENCE_MS,
    );
  const suspended = await become('Suspended');
  assert.equal(suspended.state?.state_details.pause_reschedule, true);
  const refused = await house.client.flow_runs.resume({ params: { id }, body: { run_input: { approved: 'neither' } } });
  assert.equal(refused.status, 'REJECT');
  await become('Suspended');
  // Prefect's client stores the schema of the answer when the run is suspended already.
  await eventually('an answer that is taken', async () => {
    const { status } = await house.client.flow_runs.resume({ params: { id }, body: { run_input: { approved: true } } });
    return status === 'ACCEPT' || null;
  });
  await become('Completed');
  const messages = await eventually('both lines of the flow', async () => {
    const logs = await house.client.logs.filter({ body: { logs: { flow_run_id: { any_: [id] } } } });
    const texts = logs.map(({ message }) => message);
    return texts.some((text) => /42 was approved in/.test(text)) ? texts : null;
  });
  const [, first] = /worked out by (\d+)/.exec(messages.join('\n')) ?? [];
  const [, second] = /approved in (\d+)/.exec(messages.join('\n')) ?? [];
  assert.ok(first && second && first !== second, `${first} and ${second}`);
  assert.equal(messages.filter((text) => text.startsWith('worked out by')).length, 1);
});
