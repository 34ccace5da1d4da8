// deploy: what runs in one environment is carried to another, exactly.
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { isWrite } from '@signalbox/core';
import { type House, openHouse } from '@signalbox/testkit';
import {
  applyProject,
  ManifestRejectedError,
  PromoteError,
  planProject,
  promotedProject,
  readManifest,
  resolveProject,
} from '../src/index.ts';
import { commitFiles, GIT_ENVIRONMENT, git, makeRepository } from './git-server.ts';
import { FLOWS } from './project.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

const environment = { ...GIT_ENVIRONMENT, BUILD_TAG: undefined, GIT_BRANCH: undefined };

const manifestFor = (repository: string) => `
name: shop
workPools:
  - {name: local, type: process}
  - {name: large, type: process}
environments:
  staging: {suffix: -staging, schedules: off}
  production: {suffix: -production, parameters: {city: Rome}, work_pool: {name: large}}
deployments:
  - name: daily
    entrypoint: flows.ts:weather
    parameters: {city: Bern}
    schedules: [{cron: "0 5 * * *", slug: dawn}]
    work_pool: {name: local}
    pull:
      - prefect.deployments.steps.git_clone: {repository: ${repository}, branch: main}
  - name: boxed
    entrypoint: flows.ts:versioned
    work_pool: {name: local, job_variables: {image: "shop@sha256:${'a'.repeat(64)}", cpu: 2}}
    pull: []
  - name: at-home
    entrypoint: flows.ts:versioned
    work_pool: {name: local}
`;

interface Shop {
  readonly house: House;
  readonly root: TemporaryFolder;
  readonly work: string;
}

async function openShop(house: House, root: TemporaryFolder): Promise<Shop & { readonly first: string }> {
  const { bare, work } = await makeRepository(root.path, 'shop');
  const first = await commitFiles(work, { 'flows.ts': FLOWS, 'signalbox.yaml': manifestFor(bare) });
  await git(work, 'push', '--quiet', 'origin', 'main');
  return { house, root, work, first };
}

const source = ({ work }: Shop, environmentName: string) => readManifest(work, { environmentName, environment });

async function apply(shop: Shop, environmentName: string) {
  const project = await resolveProject(shop.house.client, await source(shop, environmentName), { environment });
  await applyProject(shop.house.client, project);
}

async function promoted(shop: Shop, names?: readonly string[]) {
  const { client } = shop.house;
  const to = await source(shop, 'production');
  const project = await resolveProject(client, to, { environment });
  return promotedProject(project, to, { from: await source(shop, 'staging'), from_client: client, names });
}

const read = ({ house: { client } }: Shop, flow_name: string, deployment_name: string) =>
  client.deployments.read_by_name({ params: { flow_name, deployment_name } });

const clonesOf = ({ pull_steps }: { readonly pull_steps: Record<string, unknown>[] | null }) =>
  (pull_steps ?? []).flatMap((step) => Object.values(step));

test('the commit and the image of staging are carried; parameters, schedules and pools are those of production', async () => {
  await using house = await openHouse();
  await using root = await temporaryFolder();
  const shop = await openShop(house, root);
  await apply(shop, 'staging');
  const { project, notices } = await promoted(shop, ['daily', 'versioned/boxed-production']);
  assert.deepEqual(notices, []);
  await applyProject(house.client, project);

  const daily = await read(shop, 'weather', 'daily-production');
  assert.deepEqual(clonesOf(daily), [{ repository: join(root.path, 'shop.git'), commit_sha: shop.first }]);
  assert.deepEqual(daily.parameters, { city: 'Rome' });
  assert.equal(daily.work_pool_name, 'large');
  assert.deepEqual(
    daily.schedules.map(({ active }) => active),
    [true],
  );
  assert.equal(daily.version, (await read(shop, 'weather', 'daily-staging')).version);
  const boxed = await read(shop, 'versioned', 'boxed-production');
  assert.deepEqual(boxed.job_variables, { image: `shop@sha256:${'a'.repeat(64)}`, cpu: 2 });

  await assert.rejects(read(shop, 'versioned', 'at-home-production'), /not found/);
});

test('what was promoted stays at its commit while the branch goes on, until it is promoted again', async () => {
  await using house = await openHouse();
  await using root = await temporaryFolder();
  const shop = await openShop(house, root);
  await apply(shop, 'staging');
  await applyProject(house.client, (await promoted(shop, ['daily'])).project);
  const again = await planProject(house.client, (await promoted(shop, ['daily'])).project);
  assert.deepEqual(again.changes.filter(isWrite), []);

  const second = await commitFiles(shop.work, { 'more.txt': 'more' });
  await git(shop.work, 'push', '--quiet', 'origin', 'main');
  assert.deepEqual(clonesOf(await read(shop, 'weather', 'daily-production')), [
    { repository: join(root.path, 'shop.git'), commit_sha: shop.first },
  ]);
  const { changes } = await planProject(house.client, (await promoted(shop, ['daily'])).project);
  const [change] = changes.filter(isWrite);
  assert.deepEqual(
    changes.filter(isWrite).map(({ action, key }) => `${action} ${key}`),
    ['update weather/daily-production'],
  );
  assert.ok(change && JSON.stringify(change).includes(second));
});

test('a parameter of production that does not fit the code of staging is refused with its place', async () => {
  await using house = await openHouse();
  await using root = await temporaryFolder();
  const shop = await openShop(house, root);
  await apply(shop, 'staging');
  const renamed = FLOWS.replace('city: z.string()', 'town: z.string()');
  await writeFile(join(shop.work, 'flows.ts'), renamed);
  const manifest = manifestFor(join(root.path, 'shop.git')).replaceAll('city:', 'town:');
  await writeFile(join(shop.work, 'signalbox.yaml'), manifest);
  await assert.rejects(
    promoted(shop, ['daily']),
    (error) => error instanceof ManifestRejectedError && /no parameter "town"/.test(error.message),
  );
});

test('code without a reference, a deployment that is not in staging, and unknown names are refused, each with the mend', async () => {
  await using house = await openHouse();
  await using root = await temporaryFolder();
  const shop = await openShop(house, root);
  await apply(shop, 'staging');
  const refused = (names: readonly string[], told: RegExp) =>
    assert.rejects(promoted(shop, names), (error) => error instanceof PromoteError && told.test(error.message));
  await refused(['at-home'], /folder of a machine.*git_clone/);
  await refused(['dayly'], /no deployment "dayly".*Did you mean "daily"/);
  const { id } = await read(shop, 'weather', 'daily-staging');
  await house.client.deployments.delete({ params: { id } });
  await refused(['daily'], /staging has no deployment weather\/daily-staging.*signalbox apply --env staging/);
});

test('an image that is named by a tag is carried, and it is said that the tag may move', async () => {
  await using house = await openHouse();
  await using root = await temporaryFolder();
  const shop = await openShop(house, root);
  const manifest = manifestFor(join(root.path, 'shop.git')).replace(/shop@sha256:a+/, 'shop:latest');
  await writeFile(join(shop.work, 'signalbox.yaml'), manifest);
  await apply(shop, 'staging');
  const { notices } = await promoted(shop, ['boxed']);
  assert.match(notices.join(), /versioned\/boxed-staging names its image shop:latest by a tag/);
});
