// server: many objects are read by few statements.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { FlowCreate, FlowRunCreate, type FlowRunResponse } from '@signalbox/contract';
import { clientFromHeaders } from '@signalbox/core';
import { createCipher, createEngine, createFlow, createFlowRun, type Engine } from '@signalbox/engine';
import { openStore } from '@signalbox/store';
import { createLoaders } from './loaders.ts';

async function openEngine() {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-loaders-'));
  const store = await openStore({ path: join(folder, 'test.db') });
  const secrets = createCipher({ secret: 'secret', path: join(folder, 'key') });
  const engine = createEngine({ store, secrets, onFailure: assert.ifError });
  let statements = 0;
  const counting = store.read.withPlugin({
    transformQuery: ({ node }) => {
      statements += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const watched: Engine = { ...engine, store: { ...store, read: counting } };
  return {
    engine,
    loaders: createLoaders(watched),
    statements: () => statements,
    [Symbol.asyncDispose]: async () => {
      await store.close();
      rmSync(folder, { recursive: true });
    },
  };
}

async function runsOf(engine: Engine, name: string, count: number): Promise<FlowRunResponse[]> {
  const { flow } = await createFlow(engine, FlowCreate.parse({ name }));
  const runs: FlowRunResponse[] = [];
  for (let made = 0; made < count; made += 1) {
    const body = FlowRunCreate.parse({ flow_id: flow.id, state: { type: 'PENDING' } });
    runs.push((await createFlowRun(engine, body, clientFromHeaders(null, null))).flow_run);
  }
  return runs;
}

test('what many objects refer to is read by one statement', async () => {
  await using house = await openEngine();
  const runs = [...(await runsOf(house.engine, 'a', 3)), ...(await runsOf(house.engine, 'b', 2))];
  const flows = await Promise.all(runs.map(({ flow_id }) => house.loaders.one('flow', flow_id)));
  assert.deepEqual(
    flows.map((flow) => flow?.id),
    runs.map(({ flow_id }) => flow_id),
  );
  assert.equal(house.statements(), 1);
});

test('what belongs to many objects is read by two statements, so many of each', async () => {
  await using house = await openEngine();
  const runs = [...(await runsOf(house.engine, 'a', 3)), ...(await runsOf(house.engine, 'b', 2))];
  const page = { kinship: 'states_of_flow_run', kind: 'flow_run_state', limit: 5, offset: 0 } as const;
  const states = await Promise.all(runs.map(({ id }) => house.loaders.children(id, page)));
  assert.deepEqual(
    states.map((own) => own.map(({ id }) => id)),
    runs.map(({ state_id }) => [state_id]),
  );
  assert.equal(house.statements(), 2);
  const flows = [...new Set(runs.map(({ flow_id }) => flow_id))];
  const two = { kinship: 'flow_runs_of_flow', kind: 'flow_run', limit: 2, offset: 1 } as const;
  const pages = await Promise.all(flows.map((id) => house.loaders.children(id, two)));
  assert.deepEqual(
    pages.map(({ length }) => length),
    [2, 1],
  );
});

test('what is not there is null, and is not asked for again under another id', async () => {
  await using house = await openEngine();
  const [run] = await runsOf(house.engine, 'a', 1);
  assert.ok(run);
  const [there, missing] = await Promise.all([
    house.loaders.one('flow_run', run.id),
    house.loaders.one('flow_run', crypto.randomUUID()),
  ]);
  assert.equal(there?.id, run.id);
  assert.equal(missing, null);
});
