// tests: jobs become tasks of ECS, which are real containers; each is started once, watched to its end, and stopped.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ecsInfrastructure } from '@signalbox/infrastructure-ecs';
import { eventually } from '@signalbox/testkit';
import { type Aws, openMinistack } from './aws.ts';
import { type DockerDaemon, makeBaseImage, openDocker } from './docker-daemon.ts';
import { IMAGE, type JobOptions, jobOn, revisionsOf, tasksOf, watched } from './ecs-jobs.ts';
import { openMeddler } from './meddler.ts';
import { openLink } from './namespace-link.ts';

const PATIENCE_MS = 60_000;
const open = new AsyncDisposableStack();
let daemon: DockerDaemon;
let aws: Aws;
before(async () => {
  daemon = open.use(await openDocker());
  await makeBaseImage(daemon, IMAGE);
  aws = open.use(await openMinistack(daemon, open.use(await openLink(daemon.namespace))));
});
after(() => open.disposeAsync());

const shell = (script: string, options: JobOptions = {}) =>
  jobOn(aws, { ...options, command: ['/bin/sh', '-c', script] });

async function runningContainers(): Promise<number> {
  const ids = await daemon.docker('ps', '--quiet', '--filter', 'label=ministack=ecs');
  return ids === '' ? 0 : ids.split('\n').length;
}

test('a task gets command and environment, and tells its output and exit code', async () => {
  using infrastructure = ecsInfrastructure();
  const job = shell('echo "$GREETING"; echo two; exit 3');
  const handle = await infrastructure.submit(job);
  assert.match(handle.identifier, /^arn:aws:ecs:us-east-1:\d+:cluster\/default::arn:aws:ecs:us-east-1:\d+:task\//);
  const { exit, lines } = await watched(infrastructure, handle);
  assert.deepEqual(lines, ['hello "you" $HOME', 'two']);
  assert.deepEqual(exit, { exit_code: 3, signal: null, last_output: 'hello "you" $HOME\ntwo', reason: null });
  assert.equal(await infrastructure.find(job), null);
});

test('submitted again, or looked up elsewhere, it is the same task; stopped, it is gone', async () => {
  using infrastructure = ecsInfrastructure();
  using elsewhere = ecsInfrastructure();
  const job = shell('trap "exit 0" TERM; while :; do /bin/busybox sleep 1; done');
  const handle = await infrastructure.submit(job);
  const end = watched(infrastructure, handle);
  assert.equal((await infrastructure.submit(job)).identifier, handle.identifier);
  const found = await elsewhere.find(job);
  assert.equal(found?.identifier, handle.identifier);
  assert.equal((await tasksOf(aws, job)).length, 1);
  await eventually('its container', async () => (await runningContainers()) === 1, PATIENCE_MS);
  assert.ok(found);
  await elsewhere.stop(found, 5);
  const { exit } = await end;
  assert.match(exit.reason ?? '', /stopped on request/);
  assert.equal(await infrastructure.find(job), null);
  await eventually('no container', async () => (await runningContainers()) === 0, PATIENCE_MS);
  // Once more there is nothing to do.
  await elsewhere.stop(found, 5);
});

test('an image that is not there is named as the reason', async () => {
  using infrastructure = ecsInfrastructure();
  const job = jobOn(aws, { image: `${daemon.registry}/none:1`, family: 'none' });
  const { exit } = await watched(infrastructure, await infrastructure.submit(job));
  assert.equal(exit.exit_code, null);
  assert.match(
    exit.reason ?? '',
    /^(The image could not be pulled|What the container needs could not be prepared)\..* ECS says: .*none/,
  );
});

test('runs share a revision of the task definition; a change makes one more', async () => {
  const start = (cpu: number, kind = ecsInfrastructure()) => {
    const job = jobOn(aws, { family: 'shared', cpu });
    return kind.submit(job).then(async (handle) => assert.equal((await watched(kind, handle)).exit.exit_code, 0));
  };
  using first = ecsInfrastructure();
  await Promise.all(Array.from({ length: 10 }, () => start(256, first)));
  using second = ecsInfrastructure();
  for (let round = 0; round < 2; round += 1) await Promise.all(Array.from({ length: 5 }, () => start(256, second)));
  assert.equal((await revisionsOf(aws, 'shared')).length, 1);
  await start(512, second);
  assert.equal((await revisionsOf(aws, 'shared')).length, 2);
});

test('a temporary task definition goes with its last run', async () => {
  using infrastructure = ecsInfrastructure();
  const options = { family: 'temporary', configuration: { auto_deregister_task_definition: true } };
  const start = async () => watched(infrastructure, await infrastructure.submit(jobOn(aws, options)));
  await Promise.all([start(), start()]);
  assert.deepEqual(await revisionsOf(aws, 'temporary'), []);
  const { exit } = await start();
  assert.deepEqual(exit, { exit_code: 0, signal: null, last_output: '', reason: null });
});

test('when the answer of RunTask is lost, the task that was started is found and no second one starts', async () => {
  await using meddler = await openMeddler(aws.endpoint_url, (action, count) =>
    action === 'RunTask' && count === 1 ? 'lose' : 'pass',
  );
  using infrastructure = ecsInfrastructure();
  const job = shell('/bin/busybox sleep 3; echo once', { endpoint_url: meddler.url });
  const handle = await infrastructure.submit(job);
  assert.equal((await tasksOf(aws, job)).length, 1);
  const { exit, lines } = await watched(infrastructure, handle);
  assert.equal(meddler.asked.get('RunTask'), 1);
  assert.deepEqual([exit.exit_code, lines], [0, ['once']]);
});

test('when AWS says that it is asked too much, it is asked again later', async () => {
  await using meddler = await openMeddler(aws.endpoint_url, (action, count) => {
    const patience = { RunTask: 2, DescribeTasks: 3, GetLogEvents: 2, RegisterTaskDefinition: 1, ListTasks: 1 };
    return count <= (patience[action as keyof typeof patience] ?? 0) ? 'throttle' : 'pass';
  });
  using infrastructure = ecsInfrastructure();
  const job = shell('echo patient', { endpoint_url: meddler.url, family: 'throttled' });
  const { exit, lines } = await watched(infrastructure, await infrastructure.submit(job));
  assert.deepEqual([exit.exit_code, lines], [0, ['patient']]);
  assert.equal(meddler.asked.get('RunTask'), 3);
});

test('what AWS refuses is told with what to do, and without the keys', async () => {
  using infrastructure = ecsInfrastructure();
  const task_run_request = { launchType: 'FARGATE', taskDefinition: 'unknown:1' };
  const job = jobOn(aws, { configuration: { task_run_request } });
  await assert.rejects(infrastructure.submit(job), (error: Error) => {
    assert.equal(error.name, 'SubmitError');
    assert.match(error.message, /task definition/i);
    assert.doesNotMatch(error.message, /aws-s3cret/);
    return true;
  });
});
