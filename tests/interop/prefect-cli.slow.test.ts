// tests: what the `prefect` program says of this server; each exit is the one it makes with a Prefect server.
import { test } from 'node:test';
import { eventually, openHouse } from '@signalbox/testkit';
import { expectEnds } from './prefect-cli.ts';
import { openWorkshop } from './python.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

const KEPT = [
  '0 variable set region north',
  '1 variable set region south',
  '0 variable set region south --overwrite --tag t',
  '0 variable get region',
  '1 variable get none',
  '0 variable inspect region',
  '0 variable ls',
  '0 variable unset region',
  '1 variable delete region',
  '0 block ls',
  '0 block inspect secret/door',
  '1 block inspect secret/none',
  '0 block delete secret/door',
  '1 block delete secret/door',
  '0 block type ls',
  '0 block type inspect secret',
  '1 block type inspect none',
  '1 block type delete secret',
  '0 block create secret',
  '0 block register --module prefect.blocks.system',
  '0 artifact ls',
  '0 artifact ls --all',
  '0 artifact inspect kept',
  '1 artifact inspect none',
  '0 artifact delete kept',
  '1 artifact delete none',
  '0 event emit my.event --resource-id r1',
];

const LIMITS = [
  '0 concurrency-limit create scarce 2',
  '0 concurrency-limit create scarce 3',
  '0 concurrency-limit ls',
  '0 concurrency-limit inspect scarce',
  '1 concurrency-limit inspect none',
  '0 concurrency-limit reset scarce',
  '1 concurrency-limit reset none',
  '0 concurrency-limit delete scarce',
  '1 concurrency-limit delete scarce',
  '0 gcl create db --limit 2',
  '1 gcl create db --limit 2',
  '0 gcl create rate --limit 2 --slot-decay-per-second 0.5',
  '0 gcl ls',
  '0 gcl inspect db',
  '0 gcl inspect db --output json',
  '1 gcl inspect none',
  '0 gcl update db --limit 5',
  '0 gcl update db --active-slots 1',
  '1 gcl update db',
  '0 gcl disable db',
  '1 gcl disable db',
  '0 gcl enable db',
  '1 gcl enable db',
  '0 gcl delete db',
  '1 gcl delete db',
];
test('runs, logs, artifacts, blocks and variables', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  await workshop.run('python', ['swept.py']);
  const [run] = await house.client.flow_runs.filter({ body: {} });
  const task = await eventually('a completed task run', async () =>
    (await house.client.task_runs.filter({ body: {} })).find(({ state_type }) => state_type === 'COMPLETED'),
  );
  const [spare] = await house.client.artifacts.filter({ body: { artifacts: { key: { any_: ['spare'] } } } });
  await expectEnds(workshop, [
    '0 flow-run ls --flow-name swept --state COMPLETED --limit 3',
    `0 flow-run inspect ${run?.id}`,
    `1 flow-run inspect ${NOBODY}`,
    `0 flow-run logs ${run?.id} --head -n 1`,
    `0 flow-run logs ${run?.id} --tail -n 2 --reverse`,
    `1 flow-run logs ${NOBODY}`,
    `0 flow-run watch ${run?.id}`,
    `1 flow-run retry ${run?.id}`,
    '0 task-run ls --state COMPLETED --limit 1',
    `0 task-run inspect ${task.id}`,
    `1 task-run inspect ${NOBODY}`,
    `0 task-run logs ${task.id}`,
    `1 task-run logs ${NOBODY}`,
    `0 artifact delete --id ${spare?.id}`,
    ...KEPT,
  ]);
});

test('concurrency limits', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  await expectEnds(workshop, LIMITS);
});
