// deploy: one manifest in several environments.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Manifest, ManifestRejectedError, manifestFrom, readManifest } from '../src/index.ts';
import { commitFiles, git } from './git-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const env = { PATH: process.env.PATH, HOME: process.env.HOME, HOST: 'prod.example.com', TOKEN: 's3cr3t' };

async function manifestOf(
  path: string,
  environmentName?: string,
  environment: NodeJS.ProcessEnv = env,
): Promise<Manifest> {
  const source = await readManifest(path, { environmentName, environment });
  return manifestFrom(source, { environment, found: {} });
}

async function messagesOf(act: Promise<unknown>): Promise<string[]> {
  try {
    await act;
  } catch (error) {
    assert.ok(error instanceof ManifestRejectedError, String(error));
    return error.errors.map((each) => `${each.name} ${each.message}`);
  }
  return [];
}

const MANIFEST = `
name: shop
build:
  - prefect_docker.deployments.steps.build_docker_image: {id: image, image_name: ghcr.io/acme/shop, tag: dev}
deployments:
  - name: load
    entrypoint: flows.ts:load
    tags: [etl]
    parameters: {limit: 10, options: {deep: {a: 1, b: 2}, list: [1, 2]}}
    schedules:
      - {cron: "@daily", slug: daily}
      - {interval: 600, active: false}
    work_pool: {name: local, job_variables: {image: "ghcr.io:443/acme/shop:dev", env: {A: "1"}}}
  - name: clean
    entrypoint: flows.ts:clean
    schedule: {cron: "@hourly"}
    work_pool: {name: local}
workPools:
  - {name: local, type: process}
variables:
  - {name: region, value: eu}
  - {name: size, value: 3}
environments:
  staging:
    prefix: stg-
    tags: [staging, etl]
    schedules: off
    imageTag: "{{ signalbox.environment }}"
  production:
    apiUrl: https://{{ $HOST }}/api
    suffix: -prod
    schedules: true
    parameters: {dry: false}
    work_pool: {name: cluster, job_variables: {env: {B: "2"}}}
    workPools:
      - {name: cluster, type: kubernetes, concurrency_limit: 5}
      - {name: local, concurrency_limit: 1}
    variables:
      - {name: region, value: us}
    deployments:
      - name: load
        parameters: {limit: 1000, options: {deep: {b: 3}, list: [9]}}
      - {name: audit, entrypoint: flows.ts:audit}
branches: {main: production, 'release/*': production, staging: staging, '*': staging}
`;

test('without an environment the manifest is as it stands', async () => {
  await using folder = await temporaryFolder({ 'signalbox.yaml': MANIFEST.replace(/^branches.*$/m, '') });
  const { environment, apiUrl, deployments, workPools } = await manifestOf(folder.path);
  assert.deepEqual([environment, apiUrl], [null, null]);
  assert.deepEqual(
    deployments.map(({ name }) => name),
    ['load', 'clean'],
  );
  assert.deepEqual(
    workPools.map(({ body }) => body.name),
    ['local'],
  );
});

test('an environment is merged deeply over the manifest, named lists by name', async () => {
  await using folder = await temporaryFolder({ 'signalbox.yaml': MANIFEST });
  const manifest = await manifestOf(folder.path, 'production');
  assert.deepEqual([manifest.environment, manifest.apiUrl], ['production', 'https://prod.example.com/api']);
  assert.deepEqual(
    manifest.deployments.map(({ name, work_pool, parameters }) => [name, work_pool.name, parameters]),
    [
      ['load-prod', 'cluster', { limit: 1000, options: { deep: { a: 1, b: 3 }, list: [9] }, dry: false }],
      ['clean-prod', 'cluster', { dry: false }],
      ['audit-prod', 'cluster', { dry: false }],
    ],
  );
  assert.deepEqual(manifest.deployments[0]?.work_pool.job_variables, {
    image: 'ghcr.io:443/acme/shop:dev',
    env: { A: '1', B: '2' },
  });
  assert.deepEqual(
    manifest.deployments[0]?.schedules?.map(({ active }) => active),
    [true, true],
  );
  assert.deepEqual(
    manifest.workPools.map(({ body }) => [body.name, body.type, body.concurrency_limit]),
    [
      ['local', 'process', 1],
      ['cluster', 'kubernetes', 5],
    ],
  );
  assert.deepEqual(
    manifest.variables.map(({ body }) => [body.name, body.value]),
    [
      ['region', 'us'],
      ['size', 3],
    ],
  );
});

test('prefix, tags, schedules and image tags hold for all deployments', async () => {
  await using folder = await temporaryFolder({ 'signalbox.yaml': MANIFEST });
  const { deployments } = await manifestOf(folder.path, 'staging');
  assert.deepEqual(
    deployments.map(({ name, tags }) => [name, tags]),
    [
      ['stg-load', ['etl', 'staging']],
      ['stg-clean', ['staging', 'etl']],
    ],
  );
  assert.deepEqual(
    deployments.flatMap(({ schedules }) => schedules?.map(({ active }) => active)),
    [false, false, false],
  );
  assert.equal(deployments[0]?.work_pool.job_variables.image, 'ghcr.io:443/acme/shop:staging');
  assert.deepEqual(deployments[0]?.build, [
    {
      'prefect_docker.deployments.steps.build_docker_image': {
        id: 'image',
        image_name: 'ghcr.io/acme/shop',
        tag: 'staging',
      },
    },
  ]);
});

test('the branch chooses, the first pattern that fits', async () => {
  await using folder = await temporaryFolder({ 'signalbox.yaml': MANIFEST });
  const chosen = async (more: NodeJS.ProcessEnv = {}) =>
    (await manifestOf(folder.path, undefined, { ...env, ...more })).environment;
  assert.equal(await chosen(), 'staging');
  await git(folder.path, 'init', '--quiet', '--initial-branch=main');
  await commitFiles(folder.path, {});
  assert.equal(await chosen(), 'production');
  assert.equal(await chosen({ GIT_BRANCH: 'refs/heads/release/1.2' }), 'production');
  assert.equal(await chosen({ GIT_BRANCH: 'origin/staging' }), 'staging');
  assert.equal(await chosen({ GIT_BRANCH: 'main-old' }), 'staging');
});

test('what is wrong in an environment is told where it was written, even when it is not chosen', async () => {
  const files = {
    'signalbox.yaml': `
deployments:
  - {name: a, entrypoint: "f.ts:a", work_pool: {name: local}}
environments:
  dev:
    deployments:
      - name: a
        schedule: {cron: "99 * * * *"}
  test:
    taggs: [x]
    deployments: [{name: a, matrixx: {}}]
branches: {main: prod}
`,
  };
  await using folder = await temporaryFolder(files);
  assert.deepEqual(await messagesOf(manifestOf(folder.path, 'dev')), [
    `UnknownFieldError ${folder.path}/signalbox.yaml:10:5 environments.test.taggs: "taggs" is not a field of environments.test. Did you mean "tags"?`,
    `UnknownFieldError ${folder.path}/signalbox.yaml:11:29 environments.test.deployments[0].matrixx: "matrixx" is not a field of environments.test.deployments[0]. Did you mean "matrix"?`,
  ]);
  await using mended = await temporaryFolder({
    'signalbox.yaml': files['signalbox.yaml'].replace(/ {2}test:\n.*\n.*\n/, ''),
  });
  const [inOverlay] = await messagesOf(manifestOf(mended.path, 'dev'));
  assert.match(inOverlay ?? '', /:8:26 environments\.dev\.deployments\[0\]\.schedule\.cron: "99" in the field/);
  assert.match(
    (await messagesOf(manifestOf(mended.path, 'devv')))[0] ?? '',
    /^UnknownEnvironmentError .*:5:3 environments: there is no environment "devv"\. Did you mean "dev"\?$/,
  );
  const onMain = { ...env, GIT_BRANCH: 'main' };
  await git(mended.path, 'init', '--quiet', '--initial-branch=main');
  await commitFiles(mended.path, {});
  assert.match(
    (await messagesOf(manifestOf(mended.path, undefined, onMain)))[0] ?? '',
    /branches\.main: there is no environment "prod"/,
  );
  const elsewhere = { ...env, GIT_BRANCH: 'topic' };
  assert.match(
    (await messagesOf(manifestOf(mended.path, undefined, elsewhere)))[0] ?? '',
    /no environment belongs to the branch "topic"\. Choose one with --env NAME/,
  );
});

test('a file for each environment, relative to the folder above', async () => {
  const file = (name: string) => `
ib-block: kubernetes-job/${name}
blocks:
  - {type: kubernetes-job, name: ${name}, data: {type: kubernetes-job, image: "acme:${name}", token: "{{ $TOKEN }}", none: null}}
deployments:
  - name: load-${name}
    entrypoint: flows/load.py:load
    parameters: {a: 1}
    schedule: {interval: 3600, timezone: Europe/Berlin, anchor-date: "2026-01-01T00:00:00Z"}
    tags: [${name}]
    version: "1.0"
    work_pool: {name: cluster, work_queue_name: ${name}, job_variables: {cpu: 2}}
`;
  for (const room of ['environments', 'deployments']) {
    await using folder = await temporaryFolder({
      [`${room}/dev.yaml`]: file('dev'),
      [`${room}/prod.yml`]: file('prod'),
    });
    const manifest = await manifestOf(folder.path, 'prod');
    assert.deepEqual([manifest.environment, manifest.directory], ['prod', folder.path]);
    const [one] = manifest.deployments;
    assert.equal(one?.name, 'load-prod');
    assert.deepEqual(one?.schedules?.[0]?.schedule, {
      interval: 3600,
      timezone: 'Europe/Berlin',
      anchor_date: '2026-01-01T00:00:00.000000Z',
    });
    assert.deepEqual(one?.work_pool.job_variables, {
      image: '{{ prefect.blocks.kubernetes-job.prod.image }}',
      token: '{{ prefect.blocks.kubernetes-job.prod.token }}',
      cpu: 2,
    });
    assert.deepEqual(manifest.blocks[0]?.body.data, {
      type: 'kubernetes-job',
      image: 'acme:prod',
      token: 's3cr3t',
      none: null,
    });
    await assert.rejects(manifestOf(folder.path, 'test'), { name: 'ManifestMissingError' });
  }
});

test('one flow, many deployments: by lists and by a list', async () => {
  await using folder = await temporaryFolder({
    'signalbox.yaml': `
deployments:
  - name: "load-{{ matrix.city }}-{{ matrix.size }}"
    matrix: {city: [berlin, rome], size: [1, 2]}
    entrypoint: flows.ts:load
    parameters: {city: "{{ matrix.city }}", size: "{{ matrix.size }}", text: "{{ matrix.size }} of {{ $HOST }}"}
    work_pool: {name: local, job_variables: {env: {CITY: "{{ matrix.city }}"}}}
  - name: "report-{{ matrix.city }}"
    matrix:
      - {city: berlin, schedules: [{cron: "0 6 * * *"}]}
      - {city: rome, schedules: []}
    entrypoint: flows.ts:report
    schedules: "{{ matrix.schedules }}"
    work_pool: {name: local}
environments:
  dev: {prefix: dev-}
`,
  });
  const { deployments } = await manifestOf(folder.path, 'dev');
  assert.deepEqual(
    deployments.map(({ name }) => name),
    [
      'dev-load-berlin-1',
      'dev-load-berlin-2',
      'dev-load-rome-1',
      'dev-load-rome-2',
      'dev-report-berlin',
      'dev-report-rome',
    ],
  );
  assert.deepEqual(deployments[3]?.parameters, { city: 'rome', size: 2, text: '2 of prod.example.com' });
  assert.deepEqual(deployments[3]?.work_pool.job_variables, { env: { CITY: 'rome' } });
  assert.equal(deployments[4]?.schedules?.length, 1);
  assert.deepEqual(deployments[5]?.schedules, []);
});

test('git tells commit, branch, tag, repository and whether files were changed', async () => {
  await using folder = await temporaryFolder({
    'prefect.yaml': `
deployments:
  - name: a
    entrypoint: f.ts:a
    version: "{{ signalbox.git.short_commit }}"
    tags: ["{{ signalbox.git.branch }}", "{{ signalbox.git.tag }}", "{{ signalbox.git.repository }}"]
    parameters: {dirty: "{{ signalbox.git.dirty }}", commit: "{{ signalbox.git.commit }}", by: "{{ signalbox.git.author }}"}
    work_pool: {name: local, job_variables: {image: "acme:{{ signalbox.git.short_commit }}"}}
`,
  });
  assert.match(
    (await messagesOf(manifestOf(folder.path)))[0] ?? '',
    /:5:14 .*asks for a commit, and the folder of the manifest has none/,
  );
  await git(folder.path, 'init', '--quiet', '--initial-branch=main');
  const commit = await commitFiles(folder.path, {});
  await git(folder.path, 'remote', 'add', 'origin', 'https://me:s3cr3t@localhost/acme/etl.git');
  await git(folder.path, 'tag', 'v1');
  const [one] = (await manifestOf(folder.path)).deployments;
  const short = commit.slice(0, 8);
  assert.equal(one?.version, short);
  assert.deepEqual(one?.tags, ['main', 'v1', 'acme/etl']);
  assert.equal(one?.parameters.dirty, false);
  assert.equal(one?.parameters.commit, commit);
  assert.equal(one?.work_pool.job_variables.image, `acme:${short}`);
});

test('the first of several files is the manifest', async () => {
  const named = (name: string) =>
    `name: ${name}\ndeployments: [{name: a, entrypoint: "f.ts:a", work_pool: {name: local}}]`;
  await using folder = await temporaryFolder({ 'prefect.yaml': named('prefects') });
  assert.equal((await manifestOf(folder.path)).name, 'prefects');
  await using both = await temporaryFolder({ 'prefect.yaml': named('prefects'), 'signalbox.yaml': named('ours') });
  assert.equal((await manifestOf(both.path)).name, 'ours');
  assert.equal((await manifestOf(join(both.path, 'prefect.yaml'))).name, 'prefects');
  await using none = await temporaryFolder({});
  await assert.rejects(manifestOf(none.path), { name: 'ManifestMissingError' });
});

test('the example is right in each of its environments', async () => {
  const file = join(import.meta.dirname, '../../../examples/environments.yaml');
  const namesIn = async (environmentName: string): Promise<string[]> =>
    (await manifestOf(file, environmentName)).deployments.map(({ name }) => name);
  assert.deepEqual(await namesIn('production'), ['weather-seattle', 'weather-new-york', 'stocks-after-weather']);
  assert.deepEqual((await namesIn('staging'))[0], 'staging-weather-seattle');
});
