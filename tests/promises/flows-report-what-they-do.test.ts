// tests: what a flow does is what the server tells of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FlowRunId, TaskRun } from '@signalbox/contract';
import { flow, flowRunContext, getLogger, type RunState, task, unmapped } from '@signalbox/sdk';
import type { House } from '@signalbox/testkit';
import { z } from 'zod';
import { openServerForFlows } from './server-for-flows.ts';

const onlyRun = async (house: House, flowName: string) => {
  const runs = await house.client.flow_runs.filter({ body: { flows: { name: { any_: [flowName] } } } });
  assert.equal(runs.length, 1);
  const [run] = runs;
  assert.ok(run);
  return run;
};

const taskRuns = async (house: House, id: FlowRunId): Promise<TaskRun[]> =>
  (await house.client.task_runs.filter({ body: { flow_runs: { id: { any_: [id] } } } })).toSorted((one, other) =>
    one.name.localeCompare(other.name),
  );

test('a flow returns its result and is Completed, with name, parameters, defaults, tags and version', async () => {
  await using server = await openServerForFlows();
  const weather = flow(
    {
      name: 'weather',
      version: '7',
      tags: ['etl'],
      flowRunName: '{city}-{days}',
      parameters: z.object({ city: z.string(), days: z.int().default(3) }),
    },
    async ({ city, days }, context) => {
      assert.equal(flowRunContext()?.id, context.id);
      return `${city} ${days}`;
    },
  );
  assert.equal(await weather({ city: 'Bern' }), 'Bern 3');
  const run = await onlyRun(server.house, 'weather');
  assert.deepEqual(
    [run.name, run.state_type, run.parameters, run.tags, run.flow_version, run.run_count],
    ['Bern-3', 'COMPLETED', { city: 'Bern', days: 3 }, ['etl'], '7', 1],
  );
  const states = await server.house.client.flow_run_states.list({ query: { flow_run_id: run.id } });
  assert.deepEqual(
    states.map(({ name }) => name),
    ['Pending', 'Running', 'Completed'],
  );
});

test('a task that fails twice and succeeds is retried with its delays', async () => {
  await using server = await openServerForFlows();
  let tries = 0;
  const flaky = task({ name: 'flaky', retries: 3, retryDelaySeconds: [0.02, 0.06] }, async () => {
    tries += 1;
    if (tries < 3) throw new Error(`try ${tries}`);
    return 'at last';
  });
  assert.equal(await flow({ name: 'patient' }, async () => flaky())(), 'at last');
  const [run] = await taskRuns(server.house, (await onlyRun(server.house, 'patient')).id);
  assert.ok(run);
  assert.deepEqual([run.run_count, run.empirical_policy.retries], [3, 3]);
  const states = await server.house.client.task_run_states.list({ query: { task_run_id: run.id } });
  assert.deepEqual(
    states.map(({ name }) => name),
    ['Pending', 'Running', 'AwaitingRetry', 'Retrying', 'AwaitingRetry', 'Retrying', 'Completed'],
  );
  for (const [index, delay_ms] of [
    [2, 20],
    [4, 60],
  ] as const) {
    const waited = Date.parse(states[index + 1]?.timestamp ?? '') - Date.parse(states[index]?.timestamp ?? '');
    assert.ok(waited >= delay_ms - 1 && waited < delay_ms + 1_000, `${waited} ms instead of ${delay_ms}`);
  }
});

test('a task is not tried again after an error that its condition does not accept', async () => {
  await using server = await openServerForFlows();
  let tries = 0;
  const picky = task(
    { name: 'picky', retries: 5, retryCondition: (error) => !(error instanceof TypeError) },
    async () => {
      tries += 1;
      throw tries === 1 ? new Error('again') : new TypeError('never');
    },
  );
  await assert.rejects(flow({ name: 'judge' }, async () => picky())(), TypeError);
  assert.equal(tries, 2);
  const [run] = await taskRuns(server.house, (await onlyRun(server.house, 'judge')).id);
  assert.equal(run?.state?.message, 'Task run failed. TypeError: never');
});

test('mapped tasks run at most so many at a time and give their results in order', async () => {
  await using server = await openServerForFlows();
  let inside = 0;
  let most = 0;
  const square = task({ name: 'square', taskRunName: 'square of {n}' }, async (n: number, offset: number) => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise(setImmediate);
    inside -= 1;
    return n * n + offset;
  });
  const numbers = [...Array(12).keys()];
  const all = flow({ name: 'squares' }, async () => square.map(numbers, unmapped(1), { concurrency: 3 }).results());
  assert.deepEqual(
    await all(),
    numbers.map((n) => n * n + 1),
  );
  assert.equal(most, 3);
  const runs = await taskRuns(server.house, (await onlyRun(server.house, 'squares')).id);
  assert.equal(runs.length, 12);
  assert.ok(runs.every(({ state_type }) => state_type === 'COMPLETED'));
  assert.ok(runs.some(({ name }) => name === 'square of 11'));
});

test('what a task gets from another shows as its input, and a child flow as a task run', async () => {
  await using server = await openServerForFlows();
  const extract = task({ name: 'extract' }, async () => ({ rows: [1, 2] }));
  const load = task({ name: 'load' }, async (data: { rows: number[] }) => data.rows.length);
  const report = flow({ name: 'report' }, async ({ count }: { count: number }) => count * 10);
  const parent = flow({ name: 'parent' }, async () => {
    const data = await extract();
    const count = load.submit(data);
    const again = load.withOptions({ waitFor: [count] }).submit(data);
    await again.result();
    return report({ count });
  });
  assert.equal(await parent(), 20);

  const run = await onlyRun(server.house, 'parent');
  const [first, load0, load1, child] = await taskRuns(server.house, run.id);
  const from = (source: TaskRun | undefined) => [{ input_type: 'task_run', id: source?.id }];
  assert.deepEqual(load0?.task_inputs, { data: from(first) });
  assert.deepEqual(load1?.task_inputs, { data: from(first), wait_for: from(load0) });
  assert.deepEqual(child?.task_inputs, { count: from(load0) });
  const inner = await onlyRun(server.house, 'report');
  assert.equal(inner.parent_task_run_id, child?.id);
  assert.deepEqual([child?.state_type, child?.state?.state_details.child_flow_run_id], ['COMPLETED', inner.id]);
});

test('a task whose input failed is not run', async () => {
  await using _server = await openServerForFlows();
  const bad = task({ name: 'a-bad' }, async (): Promise<number> => {
    throw new Error('boom');
  });
  let ran = false;
  const next = task({ name: 'b-next' }, async (_: number) => {
    ran = true;
  });
  const outer = flow({ name: 'chain' }, async () => {
    const state: RunState = await next.submit(bad.submit()).state();
    assert.deepEqual([state.type, state.name], ['PENDING', 'NotReady']);
    assert.match(state.message ?? '', /'a-bad' .* ended Failed/);
  });
  await outer();
  assert.equal(ran, false);
});

test('a failure of a submitted task that nobody asked about fails the flow', async () => {
  await using server = await openServerForFlows();
  const bad = task({ name: 'bad' }, async () => {
    throw new Error('boom');
  });
  const careless = flow({ name: 'careless' }, async () => {
    bad.submit();
  });
  await assert.rejects(careless(), /the flow never asked for their results: bad\. Error: boom/);
  assert.equal((await onlyRun(server.house, 'careless')).state_type, 'FAILED');
});

test('a flow is tried again as often as it wants, and the server counts', async () => {
  await using server = await openServerForFlows();
  const counts: number[] = [];
  const stubborn = flow({ name: 'stubborn', retries: 2 }, async (_, { runCount }) => {
    counts.push(runCount);
    if (runCount < 3) throw new Error('not yet');
    return 'done';
  });
  assert.equal(await stubborn(), 'done');
  assert.deepEqual(counts, [1, 2, 3]);
  const run = await onlyRun(server.house, 'stubborn');
  assert.deepEqual([run.state_type, run.run_count], ['COMPLETED', 3]);
});

test('a flow or task that takes too long is TimedOut, and its signal says so', async () => {
  await using server = await openServerForFlows();
  const endless = (signal: AbortSignal | undefined) =>
    new Promise<void>((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
  const slow = flow({ name: 'slow', timeoutSeconds: 0.05 }, async (_, { signal }) => endless(signal));
  const state = await slow.returnState();
  assert.deepEqual([state.type, state.name], ['FAILED', 'TimedOut']);
  assert.match(state.message ?? '', /longer than its timeout of 0\.05 s/);
  assert.throws(() => state.result(), /TimedOutError|longer than its timeout/);
  assert.equal((await onlyRun(server.house, 'slow')).state_name, 'TimedOut');
});

test('parameters of the wrong type fail the run by name, before any of its code runs', async () => {
  await using server = await openServerForFlows();
  let ran = false;
  const strict = flow({ name: 'strict', parameters: z.object({ days: z.int() }) }, async () => {
    ran = true;
  });
  await assert.rejects(
    strict({ days: 'seven' as unknown as number }),
    /parameters of flow 'strict' are not valid\. days: /,
  );
  assert.equal(ran, false);
  const run = await onlyRun(server.house, 'strict');
  assert.equal(run.state_type, 'FAILED');
  assert.match(run.state?.message ?? '', /days: /);
});

test('hooks are told of each state, and one that fails changes nothing', async () => {
  await using server = await openServerForFlows();
  const told: string[] = [];
  const options = {
    onRunning: (_: unknown, state: RunState) => told.push(state.name),
    onFailure: [
      () => {
        throw new Error('a bad hook');
      },
      (_: unknown, state: RunState) => told.push(state.name),
    ],
    onCompletion: (_: unknown, state: RunState) => told.push(state.name),
  };
  const bad = task({ name: 'bad', ...options }, async () => {
    throw new Error('boom');
  });
  await flow({ name: 'hooked', ...options }, async () => {
    await bad.returnState();
  })();
  assert.deepEqual(told, ['Running', 'Running', 'Failed', 'Completed']);
  assert.equal((await onlyRun(server.house, 'hooked')).state_type, 'COMPLETED');
});

test('two flows of one process run side by side, each with its own context', async () => {
  await using server = await openServerForFlows();
  const who = task({ name: 'who' }, async () => {
    await new Promise(setImmediate);
    return flowRunContext()?.parameters.name;
  });
  const named = flow({ name: 'named' }, async (_: { name: string }) => {
    getLogger().debug('here');
    return who();
  });
  assert.deepEqual(await Promise.all([named({ name: 'a' }), named({ name: 'b' })]), ['a', 'b']);
  const runs = await server.house.client.flow_runs.filter({ body: { flows: { name: { any_: ['named'] } } } });
  assert.ok(runs.length === 2 && runs.every(({ state_type }) => state_type === 'COMPLETED'));
});
