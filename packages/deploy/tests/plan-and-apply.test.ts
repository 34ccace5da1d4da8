// deploy: what a plan says, and that applying it makes it so, or nothing.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Change, isWrite } from '@signalbox/core';
import { type House, openHouse } from '@signalbox/testkit';
import {
  ApplyError,
  applyPlan,
  applyProject,
  type PlanProjectOptions,
  type Project,
  type ProjectOptions,
  planProject,
  readManifest,
  resolveProject,
} from '../src/index.ts';
import { FLOWS, project } from './project.ts';

const WHOLE = `
name: shop
workPools:
  - {name: local, type: process, concurrency_limit: 4}
variables:
  - {name: region, value: eu, tags: [place]}
blocks:
  - {name: token, type: secret, data: {value: s3cr3t}}
deployments:
  - name: hourly
    entrypoint: flows.ts:weather
    version: "1.2"
    tags: [a]
    parameters: {city: Rome}
    schedules:
      - {cron: "0 * * * *", timezone: Europe/Berlin, slug: hourly}
      - {interval: 3600, anchor_date: "2026-01-01T00:00:00Z", active: false}
      - {rrule: FREQ=WEEKLY}
    concurrency_limit: 3
    work_pool: {name: local, job_variables: {env: {REGION: "{{ prefect.variables.region }}"}}}
    triggers:
      - {enabled: true, match: {prefect.resource.id: shop.shelf}, expect: [shop.sold], parameters: {days: 1}}
  - name: by-hand
    entrypoint: flows.ts:versioned
    work_pool: {name: local}
automations:
  - name: stop-at-night
    trigger: {type: event, posture: Reactive, expect: [shop.closed], threshold: 1, within: 0}
    actions: [{type: do-nothing}]
`;

const environment = { ...process.env };

async function resolved(house: House, folder: string, options: ProjectOptions = {}) {
  const source = await readManifest(join(folder, 'signalbox.yaml'));
  return resolveProject(house.client, source, { environment, ...options });
}

const planned = async (house: House, folder: string, options: PlanProjectOptions & ProjectOptions = {}) =>
  (await planProject(house.client, await resolved(house, folder, options), options)).changes;

const applied = async (house: House, folder: string, options: PlanProjectOptions & ProjectOptions = {}) =>
  (await applyProject(house.client, await resolved(house, folder, options), options)).changes;

const shop = (manifest: string = WHOLE) => project('deployments: []', { 'signalbox.yaml': manifest });

const told = (changes: readonly Change[]) => changes.map(({ action, kind, key }) => `${action} ${kind} ${key}`);

const deployment = ({ client }: House, flow_name: string, deployment_name: string) =>
  client.deployments.read_by_name({ params: { flow_name, deployment_name } });

test('everything that is declared is made at once, and then there is nothing to do, and nothing is written', async () => {
  await using house = await openHouse();
  await using folder = await shop();
  const wanted = [
    'create work-pool local',
    'create variable region',
    'create block secret/token',
    'create deployment weather/hourly',
    'create deployment versioned/by-hand',
    'create automation stop-at-night',
  ];
  assert.deepEqual(told(await planned(house, folder.path)), wanted);
  assert.deepEqual(await house.client.deployments.filter({ body: {} }), []);
  assert.deepEqual(told(await applied(house, folder.path)), wanted);
  const hourly = await deployment(house, 'weather', 'hourly');
  assert.deepEqual(hourly.job_variables, { env: { REGION: 'eu' } });
  assert.equal(hourly.labels['signalbox.manifest'], 'shop');
  const automations = await house.client.automations.filter({ body: {} });
  const trigger = automations.find(({ name }) => name !== 'stop-at-night');
  const [action] = trigger?.actions ?? [];
  assert.ok(action?.type === 'run-deployment');
  assert.equal(action.deployment_id, hourly.id);
  const pool = await house.client.work_pools.read({ params: { name: 'local' } });
  assert.equal(pool.concurrency_limit, 4);
  assert.ok('variables' in pool.base_job_template, 'a new pool has the template of its type');

  const events = async () => (await house.client.events.filter({ body: {} })).total;
  const before = await events();
  assert.deepEqual((await planned(house, folder.path)).filter(isWrite), []);
  assert.deepEqual((await applied(house, folder.path)).filter(isWrite), []);
  assert.equal(await events(), before);
  assert.equal((await deployment(house, 'weather', 'hourly')).updated, hourly.updated);
});

const EDITS = [
  { what: 'a tag', from: 'tags: [a]', to: 'tags: [a, b]', paths: ['deployment weather/hourly tags'] },
  {
    what: 'a parameter',
    from: 'city: Rome',
    to: 'city: Oslo',
    paths: ['deployment weather/hourly parameters.city'],
  },
  {
    what: 'a schedule',
    from: '0 * * * *',
    to: '30 * * * *',
    paths: ['deployment weather/hourly schedules'],
  },
  {
    what: 'a trigger',
    from: 'expect: [shop.sold]',
    to: 'expect: [shop.bought]',
    paths: ['deployment weather/hourly labels.signalbox.triggers'],
  },
  { what: 'a limit of a pool', from: 'limit: 4', to: 'limit: 5', paths: ['work-pool local concurrency_limit'] },
  {
    what: 'a variable, and what takes it in',
    from: 'value: eu',
    to: 'value: us',
    paths: ['variable region value', 'deployment weather/hourly job_variables.env.REGION'],
  },
  { what: 'a secret', from: 's3cr3t', to: 'other', paths: ['block secret/token data.value'] },
  {
    what: 'an automation',
    from: 'expect: [shop.closed]',
    to: 'expect: [shop.shut]',
    paths: ['automation stop-at-night trigger.expect'],
  },
];

test('an edit is the only change, applying it leaves none, and the old manifest brings back what was', async () => {
  await using house = await openHouse();
  await using folder = await shop();
  const { client } = house;
  const old = await resolved(house, folder.path);
  const writes = async (of: Project) => (await planProject(client, of)).changes.filter(isWrite);
  await applyProject(client, old);
  for (const { what, from, to, paths } of EDITS) {
    await writeFile(join(folder.path, 'signalbox.yaml'), WHOLE.replace(from, to));
    const edited = await resolved(house, folder.path);
    const changes = await writes(edited);
    const named = changes.flatMap((change) =>
      change.action === 'update'
        ? change.differences.map(({ path }) => `${change.kind} ${change.key} ${path.join('.')}`)
        : [`${change.action} ${change.key}`],
    );
    assert.deepEqual(named, paths, what);
    assert.doesNotMatch(JSON.stringify(changes), /s3cr3t/);
    assert.ok(changes.every((change) => change.action === 'update' && !change.is_drift));
    await applyProject(client, edited);
    assert.deepEqual(await writes(edited), [], what);
    assert.equal((await applyProject(client, old)).changes.filter(isWrite).length, changes.length, what);
    assert.deepEqual(await writes(old), [], what);
  }
});

test('code that changes makes a change of the deployments that run it, and of no others', async () => {
  await using house = await openHouse();
  await using folder = await shop();
  await writeFile(join(folder.path, 'imported.ts'), 'export const one = 1;\n');
  await writeFile(join(folder.path, 'other.ts'), FLOWS.replaceAll('weather', 'rain'));
  await writeFile(join(folder.path, 'flows.ts'), `import './imported.ts';\n${FLOWS}`);
  await writeFile(
    join(folder.path, 'signalbox.yaml'),
    `${WHOLE}`.replace('entrypoint: flows.ts:versioned', 'entrypoint: other.ts:versioned'),
  );
  await applied(house, folder.path);
  await writeFile(join(folder.path, 'imported.ts'), 'export const one = 2;\n');
  assert.deepEqual(told((await planned(house, folder.path)).filter(isWrite)), ['update deployment weather/hourly']);
});

test('what was changed on the server is drift, and is brought back', async () => {
  await using house = await openHouse();
  await using folder = await shop();
  await applied(house, folder.path);
  const { id } = await deployment(house, 'weather', 'hourly');
  await house.client.deployments.update({ params: { id }, body: { paused: true } });
  const [change] = (await planned(house, folder.path)).filter(isWrite);
  assert.deepEqual(change, {
    action: 'update',
    kind: 'deployment',
    key: 'weather/hourly',
    id,
    differences: [{ path: ['paused'], before: true, after: false }],
    is_drift: true,
  });
  await applied(house, folder.path);
  assert.equal((await deployment(house, 'weather', 'hourly')).paused, false);
});

test('schedules and enforcement that the manifest leaves out stay as they are, also when something else changes', async () => {
  await using house = await openHouse();
  await using folder = await shop();
  await applied(house, folder.path);
  const { id } = await deployment(house, 'versioned', 'by-hand');
  const schedules = [{ schedule: { cron: '5 5 * * *', timezone: 'UTC' }, active: false, slug: 'mine' }];
  await house.client.deployments.update({ params: { id }, body: { schedules, enforce_parameter_schema: false } });
  assert.deepEqual((await planned(house, folder.path)).filter(isWrite), []);
  await writeFile(
    join(folder.path, 'signalbox.yaml'),
    WHOLE.replace('name: by-hand', 'name: by-hand\n    tags: [new]'),
  );
  await applied(house, folder.path);
  const found = await deployment(house, 'versioned', 'by-hand');
  assert.deepEqual(found.tags, ['new']);
  assert.equal(found.enforce_parameter_schema, false);
  assert.deepEqual(
    found.schedules.map(({ slug, active }) => [slug, active]),
    [['mine', false]],
  );
});

test('only what this manifest made is removed, with its runs to come, and only when asked', async () => {
  await using house = await openHouse();
  await using folder = await shop();
  await applied(house, folder.path);
  const flow = await house.client.flows.create({ body: { name: 'foreign' } });
  await house.client.deployments.create({ body: { name: 'theirs', flow_id: flow.id } });
  const { id } = await deployment(house, 'weather', 'hourly');
  await house.client.deployments.create_flow_run({ params: { id }, body: {} });
  const [start, end] = [WHOLE.indexOf('  - name: hourly'), WHOLE.indexOf('  - name: by-hand')];
  await writeFile(join(folder.path, 'signalbox.yaml'), WHOLE.slice(0, start) + WHOLE.slice(end));
  assert.deepEqual(
    told(await planned(house, folder.path)).filter((text) => !text.startsWith('unchanged')),
    ['undeclared deployment weather/hourly'],
  );
  await applied(house, folder.path);
  assert.equal((await deployment(house, 'weather', 'hourly')).id, id);
  assert.deepEqual(told((await applied(house, folder.path, { prune: true })).filter(isWrite)), [
    'delete deployment weather/hourly',
  ]);
  const left = await house.client.deployments.filter({ body: {} });
  assert.deepEqual(left.map(({ name }) => name).sort(), ['by-hand', 'theirs']);
  assert.equal(await house.client.flow_runs.count({ body: { deployments: { id: { any_: [id] } } } }), 0);
  const part = await planned(house, folder.path, { prune: true, names: ['by-hand'] });
  assert.ok(!told(part).some((text) => text.startsWith('delete')));
});

test('when the server refuses one change it has none of the others, and says which', async () => {
  await using house = await openHouse();
  await using folder = await shop(WHOLE.replace(/^workPools:\n.*\n/m, ''));
  await house.client.work_pools.create({ body: { name: 'local', type: 'process' } });
  const known = await resolved(house, folder.path);
  const plan = await planProject(house.client, known);
  await house.client.work_pools.delete({ params: { name: 'local' } });
  await assert.rejects(applyPlan(house.client, known, plan), (error) => {
    assert.ok(error instanceof ApplyError);
    assert.match(error.message, /deployment weather\/hourly.*local.*Nothing was written/s);
    return !error.is_partly_applied;
  });
  assert.equal(await house.client.variables.count({ body: {} }), 0);
  assert.deepEqual(await house.client.flows.filter({ body: {} }), []);
  assert.deepEqual(await house.client.automations.filter({ body: {} }), []);
});
