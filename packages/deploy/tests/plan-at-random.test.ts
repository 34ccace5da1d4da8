// deploy: whatever a manifest says and whoever changes the server, applying makes it so, and a plan after it is empty.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Timestamp, VariableCreate, WorkPoolCreate } from '@signalbox/contract';
import { isWrite, type Schedule } from '@signalbox/core';
import { type House, openHouse } from '@signalbox/testkit';
import fc from 'fast-check';
import { applyProject, type Project, planProject } from '../src/index.ts';

const RUNS = 10;

const text = fc.constantFrom('a', 'b', 'ü "quoted"', '');
const json = fc.jsonValue({ maxDepth: 2, noUnicodeString: true });

const schedule = fc.constantFrom<Schedule>(
  { cron: '0 6 * * *', timezone: 'Europe/Berlin', day_or: true },
  { cron: '5 5 * * 1', timezone: null, day_or: false },
  { interval: 3_600, anchor_date: Timestamp.parse('2026-01-01T00:00:00Z'), timezone: null },
  { interval: 60, timezone: 'UTC' },
  { rrule: 'FREQ=WEEKLY', timezone: null },
);

const deployment = fc.record({
  version: text,
  description: fc.option(text),
  tags: fc.uniqueArray(text),
  parameters: fc.dictionary(fc.constantFrom('x', 'y'), json),
  paused: fc.boolean(),
  schedules: fc.option(fc.uniqueArray(schedule, { maxLength: 2 })),
  limit: fc.option(fc.constantFrom(1, 2)),
  enforce_parameter_schema: fc.option(fc.constant(false)),
  job_variables: fc.dictionary(fc.constantFrom('x', 'y'), json),
  code_hash: fc.constantFrom('one', 'two'),
});

const manifest = fc.record({
  deployments: fc.dictionary(fc.constantFrom('first', 'second', 'third'), deployment),
  variables: fc.dictionary(fc.constantFrom('one', 'two'), json),
  pool_limit: fc.option(fc.nat(5)),
});
type Said = typeof manifest extends fc.Arbitrary<infer Value> ? Value : never;

function projectOf({ deployments, variables, pool_limit }: Said): Project {
  const declared = Object.entries(deployments).map(([name, { code_hash, limit, schedules, version, ...one }]) => ({
    declared: {
      ...one,
      path: [],
      name,
      entrypoint: 'flows.py:etl',
      version,
      schedules: schedules?.map((when) => ({ path: [], schedule: when })) ?? null,
      concurrency: limit === null ? null : { limit },
      work_pool: { name: 'local', work_queue_name: null, job_variables: one.job_variables },
      build: null,
      push: null,
      pull: null,
      triggers: [],
    },
    flow: {
      name: 'etl',
      description: null,
      version: null,
      parameter_openapi_schema: { type: 'object', properties: {} },
    },
    version_info: { type: 'prefect:simple', version },
    directory: '/srv',
    code_hash,
  }));
  return {
    manifest: {
      name: 'random',
      directory: '/srv',
      environment: null,
      apiUrl: null,
      workPools: [
        { path: [], body: WorkPoolCreate.parse({ name: 'local', type: 'process', concurrency_limit: pool_limit }) },
      ],
      blocks: [],
      variables: Object.entries(variables).map(([name, value]) => ({
        path: [],
        body: VariableCreate.parse({ name, value: value === null ? 'nothing' : value }),
      })),
      automations: [],
      deployments: declared.map((one) => one.declared),
      notices: [],
    },
    deployments: declared,
    environment: {},
  };
}

const meddling = fc.array(
  fc.oneof(
    fc.record({ what: fc.constant('pause' as const), paused: fc.boolean() }),
    fc.record({ what: fc.constant('tag' as const), tags: fc.uniqueArray(text) }),
    fc.record({ what: fc.constant('delete' as const) }),
    fc.record({ what: fc.constant('variable' as const), value: fc.nat() }),
  ),
  { maxLength: 4 },
);

/** What people do in the dashboard. */
async function meddle({ client }: House, changes: typeof meddling extends fc.Arbitrary<infer Value> ? Value : never) {
  for (const change of changes) {
    if (change.what === 'variable') {
      const [one] = await client.variables.filter({ body: {} });
      if (one) await client.variables.update({ params: { id: one.id }, body: { value: change.value } });
      continue;
    }
    const [one] = await client.deployments.filter({ body: { sort: 'NAME_ASC' } });
    if (!one) continue;
    const params = { id: one.id };
    if (change.what === 'delete') await client.deployments.delete({ params });
    else if (change.what === 'pause') await client.deployments.update({ params, body: { paused: change.paused } });
    else await client.deployments.update({ params, body: { tags: change.tags } });
  }
}

test('after each apply there is nothing to plan, and an older manifest brings back all that it says', async () => {
  await using house = await openHouse();
  const applyAndPlan = async (project: Project) => {
    await applyProject(house.client, project, { prune: true });
    const { changes } = await planProject(house.client, project, { prune: true });
    assert.deepEqual(changes.filter(isWrite), []);
  };
  await fc.assert(
    fc.asyncProperty(manifest, manifest, meddling, meddling, async (old, edited, before, after) => {
      await applyAndPlan(projectOf(old));
      await meddle(house, before);
      await applyAndPlan(projectOf(edited));
      await meddle(house, after);
      await applyAndPlan(projectOf(old));
      const names = (await house.client.deployments.filter({ body: {} })).map(({ name }) => name);
      assert.deepEqual(names.sort(), Object.keys(old.deployments).sort());
    }),
    { numRuns: RUNS },
  );
});
