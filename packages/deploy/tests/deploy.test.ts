// deploy: a manifest becomes deployments on a server, or nothing at all.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { type House, openHouse } from '@signalbox/testkit';
import {
  deploy,
  InvalidParameterError,
  ManifestRejectedError,
  type ProjectOptions,
  readManifest,
  UnknownDeploymentError,
} from '../src/index.ts';
import { commitFiles, git } from './git-server.ts';
import { FLOWS, furnish, project } from './project.ts';

const environment = { ...process.env, WHERE: '/srv' };

async function deployed(house: House, folder: string, options: ProjectOptions = {}) {
  return deploy(house.client, await readManifest(join(folder, 'prefect.yaml')), { environment, ...options });
}

const read = ({ client }: House, flow_name: string, deployment_name: string) =>
  client.deployments.read_by_name({ params: { flow_name, deployment_name } });

const FULL = `
definitions:
  pool: &pool {name: local, job_variables: {env: {TOKEN: "{{ prefect.blocks.secret.token }}", R: "{{ prefect.variables.region }}"}}}
deployments:
  - name: full
    entrypoint: flows.ts:weather
    description: "In {{ prefect.variables.region }}"
    version: "1.2"
    tags: [a, b]
    parameters: {city: "{{ prefect.blocks.secret.token }}", days: 5}
    paused: true
    schedules:
      - {cron: "0 9 * * *", timezone: Europe/Berlin, slug: daily, parameters: {days: 1}}
      - {interval: 3600, anchor_date: "2026-01-01T00:00:00Z", active: false}
      - {rrule: FREQ=WEEKLY}
    work_pool: *pool
    concurrency_limit: {limit: 3, collision_strategy: CANCEL_NEW}
    enforce_parameter_schema: true
    pull:
      - prefect.deployments.steps.set_working_directory: {directory: "{{ $WHERE }}/{{ prefect.variables.region }}"}
`;

test('everything that a manifest declares is on the deployment', async () => {
  await using house = await openHouse();
  await furnish(house);
  await using folder = await project(FULL);
  const [result] = await deployed(house, folder.path);
  assert.equal(result?.outcome, 'created');
  const found = await read(house, 'weather', 'full');
  assert.equal(found.id, result?.deployment_id);
  const { entrypoint, description, version, tags, parameters, paused, pull_steps, work_pool_name, job_variables } =
    found;
  assert.deepEqual(
    { entrypoint, description, version, tags, parameters, paused, pull_steps, work_pool_name, job_variables },
    {
      entrypoint: 'flows.ts:weather',
      description: 'In eu',
      version: '1.2',
      tags: ['a', 'b'],
      parameters: { city: 's3cr3t', days: 5 },
      paused: true,
      pull_steps: [
        { 'prefect.deployments.steps.set_working_directory': { directory: '/srv/{{ prefect.variables.region }}' } },
      ],
      work_pool_name: 'local',
      // The secret is filled in when a run starts.
      job_variables: { env: { TOKEN: '{{ prefect.blocks.secret.token }}', R: 'eu' } },
    },
  );
  assert.deepEqual(found.concurrency_options?.collision_strategy, 'CANCEL_NEW');
  assert.equal(found.global_concurrency_limit?.limit, 3);
  const byKind = new Map(found.schedules.map((one) => [Object.keys(one.schedule)[0], one]));
  assert.deepEqual(
    ['cron', 'interval', 'rrule'].map((kind) => [byKind.get(kind)?.active, byKind.get(kind)?.slug]),
    [
      [true, 'daily'],
      [false, null],
      [true, null],
    ],
  );
  assert.deepEqual(byKind.get('cron')?.parameters, { days: 1 });
});

test('what the manifest leaves open comes from the flow, the file and the folder', async () => {
  await using house = await openHouse();
  await furnish(house);
  await using folder = await project(`
deployments:
  - {name: least, entrypoint: "flows.ts:weather", work_pool: {name: local}}
  - {name: versioned, entrypoint: "flows.ts:versioned", work_pool: {name: local}}
`);
  await deployed(house, folder.path);
  const least = await read(house, 'weather', 'least');
  assert.equal(least.description, 'The weather');
  assert.equal(least.version, createHash('md5').update(FLOWS).digest('hex'));
  assert.equal(least.enforce_parameter_schema, true);
  assert.deepEqual(least.schedules, []);
  assert.deepEqual(least.pull_steps, [
    { 'prefect.deployments.steps.set_working_directory': { directory: folder.path } },
  ]);
  assert.deepEqual(least.parameter_openapi_schema?.required, ['city']);
  assert.equal((await read(house, 'versioned', 'versioned')).version, '7');
});

test('a folder under git with a remote gives the commit as the version', async () => {
  await using house = await openHouse();
  await furnish(house);
  await using folder = await project(
    'deployments: [{name: a, entrypoint: "flows.ts:versioned", work_pool: {name: local}}]',
  );
  await git(folder.path, 'init', '--quiet', '--initial-branch=main');
  const commit = await commitFiles(folder.path, {});
  await git(folder.path, 'remote', 'add', 'origin', 'https://me:s3cr3t@localhost/acme/etl.git');
  await deployed(house, folder.path);
  assert.equal((await read(house, 'versioned', 'a')).version, commit.slice(0, 8));
});

test('a second time changes what changed, and leaves schedules that the manifest does not speak of', async () => {
  await using house = await openHouse();
  await furnish(house);
  const manifest = (rest: string) =>
    `deployments: [{name: a, entrypoint: "flows.ts:versioned", work_pool: {name: local}, ${rest}}]`;
  await using before = await project(
    manifest('tags: [old], enforce_parameter_schema: false, schedule: {cron: "@daily"}'),
  );
  await using after = await project(manifest('tags: [new]'));
  const [first] = await deployed(house, before.path);
  const [second] = await deployed(house, after.path);
  assert.deepEqual([first?.outcome, second?.outcome], ['created', 'updated']);
  assert.equal(second?.deployment_id, first?.deployment_id);
  const found = await read(house, 'versioned', 'a');
  assert.deepEqual(found.tags, ['new']);
  assert.equal(found.enforce_parameter_schema, false);
  assert.equal(found.schedules.length, 1);
});

test('only the deployments that were asked for are made', async () => {
  await using house = await openHouse();
  await furnish(house);
  await using folder = await project(`
deployments:
  - {name: a, entrypoint: "flows.ts:weather", work_pool: {name: local}}
  - {name: b, entrypoint: "flows.ts:weather", work_pool: {name: local}}
  - {name: b, entrypoint: "flows.ts:versioned", work_pool: {name: local}}
`);
  const names = async (...asked: string[]) =>
    (await deployed(house, folder.path, { names: asked })).map(({ flow_name, name }) => `${flow_name}/${name}`);
  assert.deepEqual(await names('a'), ['weather/a']);
  assert.deepEqual(await names('b'), ['weather/b', 'versioned/b']);
  assert.deepEqual(await names('versioned/b'), ['versioned/b']);
  await assert.rejects(names('c'), UnknownDeploymentError);
  await assert.rejects(names('weathr/a'), /no deployment "weathr\/a"\. Did you mean "weather\/a"\?$/);
});

const WRONG = `
deployments:
  - {name: good, entrypoint: "flows.ts:weather", work_pool: {name: local}}
  - {name: a, entrypoint: "none.ts:weather", work_pool: {name: local}}
  - {name: b, entrypoint: "flows.ts:plain", work_pool: {name: local}}
  - {name: c, entrypoint: "flows.ts:wether", work_pool: {name: local}}
  - {name: d, entrypoint: "imports.ts:flow", work_pool: {name: local}}
  - {name: e, entrypoint: "throws.ts:flow", work_pool: {name: local}}
  - {name: f, entrypoint: "flows.ts:weather", work_pool: {name: locl}}
  - {name: g, entrypoint: "flows.ts:weather", work_pool: {name: other}}
  - {name: h, entrypoint: "flows.ts:weather", work_pool: {name: local}, parameters: {days: three, kinds: [rain, snow], ciy: x}}
  - {name: i, entrypoint: "flows.ts:weather", work_pool: {name: local}, schedule: {cron: "@daily", parameters: {city: 1}}}
  - {name: good, entrypoint: "flows.ts:weather", work_pool: {name: local}}
  - {name: j, entrypoint: "flows.ts:weather", work_pool: {name: local}, parameters: {days: x}, enforce_parameter_schema: false}
`;

test('everything that is wrong is told at once with its place and mend, and nothing is written', async () => {
  await using house = await openHouse();
  await furnish(house);
  await using folder = await project(WRONG, {
    'imports.ts': "import './not-there.ts';\n",
    'throws.ts': "throw new Error('boom');\n",
  });
  await assert.rejects(deployed(house, folder.path), (error) => {
    assert.ok(error instanceof ManifestRejectedError);
    const file = join(folder.path, 'prefect.yaml');
    const lines = error.errors.map(({ message }) => message);
    const expected = [
      /:4:\d+ deployments\[1\]\.entrypoint: there is no file none\.ts in .* Correct the path/,
      /:5:\d+ .*"plain" in flows\.ts is not a flow\. Flows in this file: versioned, weather\.$/,
      /:6:\d+ .*flows\.ts has no "wether"\. Flows in this file/,
      /:7:\d+ .*imports\.ts cannot be loaded: .*not-there\.ts/,
      /:8:\d+ .*throws\.ts cannot be loaded: Error: boom \(.*throws\.ts:1:7\)\./,
      /:9:\d+ .*no work pool "locl"\. Did you mean "local"\? Or create it: signalbox work-pool create/,
      /:10:\d+ .*no work pool "other"\. Create it/,
      /:11:\d+ .*parameters\.days: .*expected number, received string/,
      /:11:\d+ .*parameters\.kinds\[1\]: .*"rain"\|"sun"/,
      /:11:\d+ .*parameters\.ciy: the flow "weather" has no parameter "ciy"\. Did you mean "city"\?$/,
      /:12:\d+ .*schedule\.parameters\.city: .*expected string/,
      /:13:\d+ .*"weather\/good" is declared twice/,
    ];
    assert.equal(lines.length, expected.length, error.message);
    for (const [place, line] of lines.entries()) {
      assert.ok(line.startsWith(file), line);
      assert.match(line, expected[place] ?? /^$/);
    }
    assert.equal(error.errors.filter((one) => one instanceof InvalidParameterError).length, 4);
    return true;
  });
  assert.deepEqual(await house.client.deployments.filter({ body: {} }), []);
  assert.deepEqual(await house.client.flows.filter({ body: {} }), []);
});

test('a file that ends the process or never ends takes nobody with it', async () => {
  await using house = await openHouse();
  await furnish(house);
  for (const [text, message] of [
    ["console.error('bye'); process.exit(3);", /ended the process with exit code 3 .*bye.*import\.meta\.main/],
    ['await new Promise(() => setInterval(() => {}, 1000));', /did not load within 1 s.*import\.meta\.main/],
  ] as const) {
    await using folder = await project(
      'deployments: [{name: a, entrypoint: "odd.ts:flow", work_pool: {name: local}}]',
      { 'odd.ts': text },
    );
    await assert.rejects(deployed(house, folder.path, { load_timeout_seconds: 1 }), message);
  }
});

const BUILT = `
build:
  - prefect.deployments.steps.run_shell_script: {id: stamp, script: 'bash -c "echo built >> built.txt; echo 7"'}
push:
  - prefect.deployments.steps.run_shell_script: {id: digest, script: "echo sha-{{ stamp.stdout }}"}
deployments:
  - name: a
    entrypoint: flows.ts:weather
    version: "{{ stamp.stdout }}"
    parameters: {days: "{{ stamp.stdout }}", city: "{{ digest.stdout }}"}
    enforce_parameter_schema: false
    sla: [{}]
    work_pool: {name: local, job_variables: {image: "acme@{{ digest.stdout }}"}}
    triggers:
      - {expect: [x], within: 5, schedule_after: PT1M}
      - {name: both, type: compound, triggers: [{expect: [a]}, {expect: [b]}]}
  - {name: b, entrypoint: "flows.ts:weather", description: "{{ digest.stdout }}", work_pool: {name: local}}
`;

test('steps that deployments share are carried out once, and their outputs are put in; notices are told', async () => {
  await using house = await openHouse();
  await furnish(house);
  await using folder = await project(BUILT);
  const notices: string[] = [];
  await deployed(house, folder.path, { onNotice: ({ field, text }) => notices.push(`${field}: ${text}`) });
  const a = await read(house, 'weather', 'a');
  assert.deepEqual(
    [a.version, a.parameters, a.job_variables],
    ['7', { days: '7', city: 'sha-7' }, { image: 'acme@sha-7' }],
  );
  assert.equal((await read(house, 'weather', 'b')).description, 'sha-7');
  assert.equal(await readFile(join(folder.path, 'built.txt'), 'utf8'), 'built\n');
  assert.deepEqual(notices, ['deployments[0].sla: sla is not read: only Prefect Cloud has it']);
});

test('triggers are automations that go with their deployment, and go when they are declared no more', async () => {
  await using house = await openHouse();
  await furnish(house);
  await using folder = await project(BUILT);
  await deployed(house, folder.path);
  await deployed(house, folder.path);
  const { id } = await read(house, 'weather', 'a');
  const found = await house.client.automations.filter({ body: {} });
  assert.deepEqual(
    found.map(({ name, actions }) => [name, actions]),
    ['a__automation_1', 'both'].map((name) => [
      name,
      [
        {
          type: 'run-deployment',
          source: 'selected',
          deployment_id: id,
          parameters: null,
          job_variables: null,
          schedule_after: name === 'both' ? 0 : 60,
        },
      ],
    ]),
  );
  await using without = await project(BUILT.replace(/ {4}triggers:\n.*\n.*\n/, ''));
  await deployed(house, without.path);
  assert.deepEqual(await house.client.automations.filter({ body: {} }), []);
});
