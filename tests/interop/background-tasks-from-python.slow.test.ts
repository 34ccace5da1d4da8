// tests: background tasks of the real Prefect package: asked for in one process, done in others.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, type House, openHouse } from '@signalbox/testkit';
import { openWorkshop, type Started } from './python.ts';

const PATIENCE_MS = 60_000;

const taskRuns = (house: House, name: string) =>
  house.client.task_runs.filter({ body: { task_runs: { name: { like_: name } } } });

const completed = async (house: House, name: string) =>
  (await taskRuns(house, name)).filter(({ state_type }) => state_type === 'COMPLETED');

const workersSeen = (house: House, count: number) =>
  eventually(
    `${count} task workers`,
    async () => (await house.client.task_workers.filter({ body: {} })).length >= count,
    PATIENCE_MS,
  );

const doneBy = (worker: Started) => worker.output().match(/double \d+ in/g)?.length ?? 0;

test('two workers share twenty background tasks, each done once, and the results come back', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  const workers = [0, 1].map(() => workshop.start('python', ['deferred.py', 'serve', '2']));
  await workersSeen(house, 2);
  const { output } = await workshop.run('python', ['deferred.py', 'crowd', '20']);
  assert.match(output, /20 results as expected/);
  const [first, second] = workers.map(doneBy);
  assert.ok(first && second, `${first} and ${second} by each worker`);
  assert.equal(first + second, 20);
  assert.equal(
    (
      await eventually('20 completed runs', async () => {
        const found = await completed(house, 'double');
        return found.length === 20 ? found : null;
      })
    ).length,
    20,
  );
  const more = await workshop.run('python', ['deferred.py', 'retried']);
  assert.match(more.output, /a retry and a failure as expected/);
});

test('tasks asked for while no worker lives are done by the next, also after a worker was killed', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  const killed = workshop.start('prefect', ['task', 'serve', 'deferred.py:double']);
  await workersSeen(house, 1);
  await workshop.run('python', ['deferred.py', 'crowd', '2']);
  await killed.kill();
  const { output } = await workshop.run('python', ['deferred.py', 'asked']);
  const ids = [...output.matchAll(/asked (\S+)/g)].map(([, id]) => String(id));
  assert.equal(ids.length, 3);
  assert.equal((await completed(house, 'double')).length, 2);
  workshop.start('prefect', ['task', 'serve', 'deferred.py:double']);
  const awaited = await workshop.run('python', ['deferred.py', 'awaited', ...ids]);
  assert.match(awaited.output, /3 results as expected/);
});
