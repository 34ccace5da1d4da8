// tests: what the `prefect` program says of this server; each exit is the one it makes with a Prefect server.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openHouse } from '@signalbox/testkit';
import { expectEnds } from './prefect-cli.ts';
import { openWorkshop } from './python.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';

const POOLS = [
  '0 work-pool create processes --type process',
  '0 work-pool create second --type process --paused --set-as-default',
  '1 work-pool create processes --type process',
  '0 work-pool ls',
  '0 work-pool ls --verbose',
  '0 work-pool inspect processes',
  '1 work-pool inspect none',
  '0 work-pool pause processes',
  '0 work-pool resume processes',
  '0 work-pool set-concurrency-limit processes 3',
  '0 work-pool clear-concurrency-limit processes',
  '0 work-pool slots processes',
  '0 work-pool update processes --description words',
  '0 work-pool preview processes --hours 24',
  '0 work-pool delete second',
  '1 work-pool delete none',
  '1 work-pool create bad --type none',
  '0 --no-prompt deploy --all',
  '0 work-queue create fast --pool processes',
  '1 work-queue create fast --pool processes',
  '0 work-queue ls',
  '0 work-queue ls --pool processes',
  '0 work-queue inspect fast --pool processes',
  '0 work-queue pause fast --pool processes',
  '0 work-queue resume fast --pool processes',
  '0 work-queue set-concurrency-limit fast 2 --pool processes',
  '0 work-queue slots fast --pool processes',
  '0 work-queue clear-concurrency-limit fast --pool processes',
  '0 work-queue preview fast --pool processes',
  '0 work-queue read-runs fast --pool processes',
  '0 work-queue delete fast --pool processes',
  '1 work-queue inspect fast --pool processes',
  '0 deployment ls',
  '0 deployment ls --by-created',
  '0 deployment inspect hello/daily',
  '1 deployment inspect hello/none',
  '0 deployment schedule ls hello/daily',
  '0 deployment schedule create hello/daily --interval 3600',
  "0 deployment schedule create hello/daily --cron '0 5 * * *' --replace --accept-yes",
  '0 deployment schedule ls hello/daily',
  '1 deployment schedule ls none/none',
];

test('work pools, work queues, deployments and schedules', async () => {
  await using house = await openHouse();
  await using workshop = openWorkshop(house.api_url);
  await expectEnds(workshop, POOLS);
  const { schedules } = await house.client.deployments.read_by_name({
    params: { flow_name: 'hello', deployment_name: 'daily' },
  });
  const [schedule] = schedules;
  assert.equal(schedules.length, 1);
  await expectEnds(workshop, [
    `0 deployment schedule pause hello/daily ${schedule?.id}`,
    `0 deployment schedule resume hello/daily ${schedule?.id}`,
    `1 deployment schedule pause hello/daily ${NOBODY}`,
    `0 deployment schedule delete hello/daily ${schedule?.id} --accept-yes`,
    '0 deployment schedule pause --all',
    '0 deployment schedule resume --all',
    '0 deployment schedule clear hello/daily --accept-yes',
    '0 deployment run hello/daily --param name=me --start-in 1h --flow-run-name later',
    '1 deployment run hello/none',
    '0 flow ls --limit 1',
  ]);
  const runs = await house.client.flow_runs.filter({ body: { flow_runs: { name: { any_: ['later'] } } } });
  assert.equal(runs.length, 1);
  await expectEnds(workshop, [
    '0 flow-run ls --state Scheduled',
    `0 flow-run cancel ${runs[0]?.id}`,
    `1 flow-run cancel ${NOBODY}`,
    `0 flow-run delete ${runs[0]?.id}`,
    `1 flow-run delete ${runs[0]?.id}`,
    '0 deployment delete hello/daily',
    '1 deployment delete hello/daily',
    '0 deployment delete --all',
  ]);
});
