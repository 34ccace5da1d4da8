// ecs: tests of the one poll for all tasks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '@aws-sdk/client-ecs';
import { TaskPoller } from './task-poller.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));

test('many tasks cost one call for each hundred and cluster; trouble is told once and rested after', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] });
  const calls: (readonly [string, number])[] = [];
  let broken = false;
  using poller = new TaskPoller(async (cluster, arns) => {
    calls.push([cluster, arns.length]);
    if (broken) throw new Error('no connection');
    return arns.filter((arn) => arn !== 'b-1').map((taskArn) => ({ taskArn, lastStatus: 'RUNNING' }));
  });
  const seen = new Map<string, (Task | null)[]>();
  const troubles: string[] = [];
  const follow = (cluster_arn: string, task_arn: string) =>
    poller.follow({
      cluster_arn,
      task_arn,
      interval_seconds: 5,
      onTask: (task) => seen.set(task_arn, [...(seen.get(task_arn) ?? []), task]),
      onTrouble: (message) => troubles.push(message),
    });
  const ends = Array.from({ length: 150 }, (_, number) => follow('a', `a-${number}`));
  ends.push(follow('b', 'b-1'));
  const next = async (seconds: number) => {
    t.mock.timers.tick(seconds * 1000);
    for (let turn = 0; turn < 5; turn += 1) await settled();
  };

  await next(5);
  assert.deepEqual(calls, [
    ['a', 100],
    ['a', 50],
    ['b', 1],
  ]);
  assert.equal(seen.get('a-149')?.length, 1);
  assert.equal(seen.has('b-1'), false);

  for (const end of ends.splice(1, 149)) end();
  for (let passed = 0; passed < 60; passed += 5) await next(5);
  assert.deepEqual(seen.get('b-1'), [null]);
  broken = true;
  const calls_before = calls.length;
  // Rests of 5, 10 and 20 seconds, each with a call for each cluster.
  for (let passed = 0; passed < 35; passed += 5) await next(5);
  assert.equal(calls.length - calls_before, 6);
  assert.equal(troubles.length, 2);
  assert.match(troubles[0] ?? '', /is asked again.*no connection/);
  broken = false;
  const seen_before = seen.get('a-0')?.length ?? 0;
  for (let passed = 0; passed < 40; passed += 5) await next(5);
  assert.equal(seen.get('a-0')?.length, seen_before + 1);
});
