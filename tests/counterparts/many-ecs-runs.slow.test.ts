// tests: two hundred jobs at once on an ECS that only plays its tasks: none is lost, and they share their questions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ecsInfrastructure } from '@signalbox/infrastructure-ecs';
import { openMoto } from './aws.ts';
import { jobOn, revisionsOf, watched } from './ecs-jobs.ts';
import { openMeddler } from './meddler.ts';

const RUNS = 200;

test('two hundred runs share one revision and one poll, also when AWS is asked too much', async () => {
  await using aws = await openMoto();
  await using meddler = await openMeddler(aws.endpoint_url, (action, count) =>
    action === 'RunTask' && count % 10 === 0 ? 'throttle' : 'pass',
  );
  using infrastructure = ecsInfrastructure();
  const identifiers = new Set<string>();
  // Without a network of their own they go into the subnets of the default VPC.
  const configuration = { network_configuration: null, task_start_timeout_seconds: 60 };
  const options = { endpoint_url: meddler.url, family: 'many', logs: false, configuration };
  const start = async () => {
    const handle = await infrastructure.submit(jobOn(aws, options));
    identifiers.add(handle.identifier);
    return (await watched(infrastructure, handle)).exit;
  };
  const exits = await Promise.all(Array.from({ length: RUNS }, start));
  assert.equal(identifiers.size, RUNS);
  assert.equal(exits.filter(({ exit_code, reason }) => exit_code === 0 && reason === null).length, RUNS);
  assert.equal((await revisionsOf(aws, 'many')).length, 1);
  assert.equal(meddler.asked.get('RegisterTaskDefinition'), 1);
  const asked = meddler.asked.get('DescribeTasks') ?? 0;
  assert.ok(asked > 0 && asked < RUNS, `ECS was asked ${asked} times after ${RUNS} tasks`);
});
