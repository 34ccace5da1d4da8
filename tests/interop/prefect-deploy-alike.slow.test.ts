// tests: `prefect deploy --all` of the real Prefect and our deploy make the same of one prefect.yaml, field by field.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { deploy, ManifestRejectedError, manifestFrom, readManifest } from '@signalbox/deploy';
import { type House, openHouse } from '@signalbox/testkit';

/** Where `prefect==3.8.8` is installed: `PREFECT_VENV`, else `conformance/.venv`, which `.ci/run` makes. */
const venv = process.env.PREFECT_VENV ?? join(import.meta.dirname, '../../conformance/.venv');
const run = promisify(execFile);

const FLOWS = `
from prefect import flow

@flow
def load(city: str = "Rome", days: int = 3, options: dict = {}):
    """Loads the weather.

    Every day of it.
    """

@flow(name="Clean Up", version="7", description="Removes what is old")
def clean():
    pass
`;

const MANIFEST = `
name: weather
prefect-version: 3.8.8

build:
  - prefect.deployments.steps.run_shell_script:
      id: stamp
      script: echo build-1
  - prefect.deployments.steps.run_shell_script:
      id: again
      script: echo "{{ stamp.stdout }}-{{ $WHERE }}"
push:
  - prefect.deployments.steps.run_shell_script:
      id: digest
      script: echo sha-{{ again.stdout }}
pull:
  - prefect.deployments.steps.git_clone:
      id: code
      repository: https://localhost/acme/etl.git
      branch: "{{ $WHERE }}"
      access_token: "{{ prefect.blocks.secret.token }}"
  - prefect.deployments.steps.set_working_directory:
      directory: "{{ code.directory }}/{{ digest.stdout }}"

definitions:
  pool: &pool {name: local, job_variables: {env: {A: "1", R: "{{ prefect.variables.region }}"}}}
  base: &base
    entrypoint: flows.py:load
    work_pool: *pool
    tags: [weather, "{{ $WHERE }}"]
  morning: &morning {cron: "0 6 * * *", timezone: Europe/Berlin, day_or: no}

deployments:
  - <<: *base
    name: full
    version: "{{ stamp.stdout }}"
    description: Built as {{ again.stdout }}
    parameters:
      city: "{{ prefect.variables.region }}"
      days: 5
      options: {image: "acme:{{ stamp.stdout }}", secret: "{{ prefect.blocks.secret.token }}", none: null}
    work_pool:
      name: local
      work_queue_name: fast
      job_variables:
        image: acme/weather:{{ stamp.stdout }}
        env: {UNSET: "{{ $UNSET_IN_TEST }}"}
    schedules:
      - *morning
      - {interval: 3600, anchor_date: "2026-01-01T00:00:00Z", timezone: America/New_York, active: off, slug: hourly}
      - {rrule: "FREQ=WEEKLY;BYDAY=MO", slug: weekly, parameters: {days: 7}}
    concurrency_limit: {limit: 3, collision_strategy: CANCEL_NEW}
    enforce_parameter_schema: no
    triggers:
      - type: event
        match: {prefect.resource.id: "prefect.flow-run.*"}
        match_related: [{prefect.resource.role: flow, prefect.resource.name: [a, b]}]
        after: [prefect.flow-run.Running]
        expect: [prefect.flow-run.Completed, prefect.flow-run.Completed]
        for_each: [prefect.resource.id]
        threshold: 2
        within: "00:01:30"
        parameters: {days: 9}
        job_variables: {image: other}
        schedule_after: 30
      - name: silence
        description: nothing came
        enabled: no
        posture: Proactive
        within: 60
        expect: [beat]
      - type: compound
        require: all
        within: PT1M
        triggers:
          - {type: event, expect: [a]}
          - {type: sequence, within: 5, triggers: [{expect: [b]}, {expect: [c], posture: Proactive, within: 3600}]}
      - type: compound
        require: 1
        triggers: [{expect: [x]}]
  - <<: *base
    name: least
    tags: []
  - <<: *base
    name: once
    schedule: {cron: "@hourly", active: no}
    paused: yes
    concurrency_limit: 2
    pull:
      - prefect.deployments.steps.set_working_directory: {directory: "/opt/{{ stamp.stdout }}"}
  - name: own-steps
    entrypoint: flows.py:clean
    schedule: {}
    schedules: [*morning]
    build:
      - prefect.deployments.steps.run_shell_script: {id: own, script: echo own}
    push: null
    description: "{{ own.stdout }} {{ stdout }}"
    work_pool: {name: local, job_variables: {image: "{{ own.stdout }}"}}
  - name: described
    entrypoint: flows.py:clean
    schedules: []
    triggers: []
    build: null
    work_pool: {name: local}
`;

interface Project extends AsyncDisposable {
  readonly path: string;
}

async function project(manifest: string): Promise<Project> {
  const path = await mkdtemp(join(tmpdir(), 'signalbox-alike-'));
  await mkdir(join(path, 'home'));
  await writeFile(join(path, 'flows.py'), FLOWS);
  await writeFile(join(path, 'prefect.yaml'), manifest);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

const environmentIn = (house: House, folder: string): NodeJS.ProcessEnv => ({
  ...process.env,
  WHERE: 'here',
  PREFECT_HOME: join(folder, 'home'),
  PREFECT_API_URL: house.api_url,
  PREFECT_LOGGING_LEVEL: 'CRITICAL',
  DO_NOT_TRACK: '1',
  SIGNALBOX_PYTHON: join(venv, 'bin/python'),
});

async function deployByPrefect(house: House, folder: string): Promise<void> {
  const program = join(venv, 'bin/prefect');
  assert.ok(existsSync(program), `no ${program}: python3 -m venv ${venv} && ${venv}/bin/pip install prefect==3.8.8`);
  await run(program, ['--no-prompt', 'deploy', '--all'], { cwd: folder, env: environmentIn(house, folder) });
}

async function deployByUs(house: House, folder: string): Promise<void> {
  const environment = environmentIn(house, folder);
  await deploy(house.client, await readManifest(folder, { environment }), { environment });
}

async function furnish({ client }: House): Promise<void> {
  await client.work_pools.create({ body: { name: 'local', type: 'process' } });
  await client.variables.create({ body: { name: 'region', value: 'eu' } });
  const { id: block_type_id } = await client.block_types.read_by_slug({ params: { slug: 'secret' } });
  const [schema] = await client.block_schemas.filter({
    body: { block_schemas: { block_type_id: { any_: [block_type_id] } } },
  });
  assert.ok(schema);
  await client.block_documents.create({
    body: { name: 'token', data: { value: 's3cr3t' }, block_type_id, block_schema_id: schema.id },
  });
}

/** What differs between any two objects: identities, times, and our labels, which say whose the object is. */
const OWN = ['id', 'created', 'updated', 'deployment_id', 'last_polled', 'global_concurrency_limit'];

const withoutOwn = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).filter(([key]) => !OWN.includes(key) && !key.startsWith('signalbox.')))
    : value;

const comparable = (value: unknown): unknown => JSON.parse(JSON.stringify(value, withoutOwn));

const byText = <Value>(values: readonly Value[], textOf: (value: Value) => string): Value[] =>
  values.toSorted((a, b) => (textOf(a) < textOf(b) ? -1 : 1));

/** Everything that a deploy makes, in an order of its own. */
async function madeIn({ client }: House): Promise<unknown> {
  const deployments = await client.deployments.filter({ body: {} });
  const automations = await client.automations.filter({ body: {} });
  return {
    deployments: byText(deployments, ({ name }) => name).map((one) =>
      comparable({
        ...one,
        schedules: byText(one.schedules, ({ schedule }) => JSON.stringify(schedule)),
        limit: one.global_concurrency_limit?.limit ?? null,
      }),
    ),
    automations: byText(automations, ({ name }) => name).map(comparable),
  };
}

async function clear({ client }: House): Promise<void> {
  for (const { id } of await client.deployments.filter({ body: {} }))
    await client.deployments.delete({ params: { id } });
  for (const { id } of await client.automations.filter({ body: {} }))
    await client.automations.delete({ params: { id } });
}

test('new and changed deployments, their schedules and their automations are the same', async () => {
  await using house = await openHouse();
  await furnish(house);
  await using folder = await project(MANIFEST);
  await deployByPrefect(house, folder.path);
  const expected = await madeIn(house);
  const { deployments, automations } = expected as { deployments: unknown[]; automations: unknown[] };
  assert.deepEqual([deployments.length, automations.length], [5, 4]);
  await deployByUs(house, folder.path);
  assert.deepEqual(await madeIn(house), expected, 'changed by us');
  await clear(house);
  await deployByUs(house, folder.path);
  assert.deepEqual(await madeIn(house), expected, 'made by us');
});

test('what is left out of the manifest later is left out on the server the same', async () => {
  await using house = await openHouse();
  await furnish(house);
  await using folder = await project(MANIFEST);
  const full = await readFile(join(folder.path, 'prefect.yaml'), 'utf8');
  const less = full
    .replace(/ {4}triggers:\n {6}- type: event[\s\S]*?(?= {2}- <<: \*base\n {4}name: least)/, '')
    .replace(/ +concurrency_limit: 2\n/, '')
    .replace(/ +paused: yes\n/, '')
    .replace('tags: []', 'tags: [other]');
  const outcomes: unknown[] = [];
  for (const deployTwice of [deployByPrefect, deployByUs]) {
    await writeFile(join(folder.path, 'prefect.yaml'), full);
    await deployTwice(house, folder.path);
    await writeFile(join(folder.path, 'prefect.yaml'), less);
    await deployTwice(house, folder.path);
    outcomes.push(await madeIn(house));
    await clear(house);
  }
  assert.deepEqual(outcomes[1], outcomes[0]);
});

const TOKEN = 'work_pool: {name: local, job_variables: {token: "{{ prefect.blocks.secret.token }}"}}';

/** Where the two differ, with the reason. `made` is what each makes of it; null: it refuses the manifest. */
const DIFFERENCES: readonly {
  readonly what: string;
  readonly reason: string;
  readonly fields: string;
  readonly prefect: Readonly<Record<string, unknown>> | null;
  readonly ours: Readonly<Record<string, unknown>> | null;
}[] = [
  {
    what: 'a placeholder that stands for nothing',
    reason: 'an empty text or a missing field is a surprise in production; Prefect logs a warning',
    fields: 'work_pool: {name: local}\n    description: "of {{ nothing }}"',
    prefect: { description: 'of ' },
    ours: null,
  },
  {
    what: 'a field that nobody knows',
    reason: 'it is a slip: "descripton" would be lost',
    fields: 'work_pool: {name: local}\n    descripton: lost',
    prefect: { description: 'Removes what is old' },
    ours: null,
  },
  {
    what: 'secrets among job variables',
    reason: 'whoever sees the deployment would see the secret; ours are filled in when a run starts',
    fields: TOKEN,
    prefect: { job_variables: { token: 's3cr3t' } },
    ours: { job_variables: { token: '{{ prefect.blocks.secret.token }}' } },
  },
  {
    what: 'agreements on service levels',
    reason: 'only Prefect Cloud has them; what else is declared is good, and a notice tells that they are not read',
    fields: 'work_pool: {name: local}\n    sla: [{name: quick, duration: 60, severity: high}]',
    prefect: null,
    ours: { description: 'Removes what is old' },
  },
];

for (const { what, fields, prefect, ours } of DIFFERENCES) {
  test(`they differ in ${what}`, async () => {
    await using house = await openHouse();
    await furnish(house);
    await using folder = await project(`deployments:\n  - name: a\n    entrypoint: flows.py:clean\n    ${fields}\n`);
    const made = async (act: Promise<void>, refused: (error: unknown) => boolean): Promise<unknown> => {
      try {
        await act;
      } catch (error) {
        if (!refused(error)) throw error;
        return null;
      }
      const [one] = await house.client.deployments.filter({ body: {} });
      return one ?? null;
    };
    for (const [outcome, expected] of [
      [await made(deployByPrefect(house, folder.path), (error) => error instanceof Error && 'code' in error), prefect],
      [
        await clear(house).then(() =>
          made(deployByUs(house, folder.path), (error) => error instanceof ManifestRejectedError),
        ),
        ours,
      ],
    ]) {
      if (expected === null) assert.equal(outcome, null);
      else assert.partialDeepStrictEqual(outcome, expected);
    }
  });
}

test('what is not read, and what is missing, is told', async () => {
  await using folder = await project(
    'deployments: [{name: a, entrypoint: "flows.py:clean", work_pool: {name: local}, sla: [{}], tags: ["{{ prefect.variables.nope }}"]}]',
  );
  const source = await readManifest(folder.path, { environment: {} });
  const { notices } = manifestFrom(source, { environment: {}, found: {} });
  assert.deepEqual(
    notices.map(({ field, text }) => `${field}: ${text}`),
    [
      'deployments[0].tags[0]: there is no variable "nope": an empty text takes its place',
      'deployments[0].sla: sla is not read: only Prefect Cloud has it',
    ],
  );
});
