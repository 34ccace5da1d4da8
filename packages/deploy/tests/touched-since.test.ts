// deploy: which deployments commits touch, and what of them.
import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openHouse } from '@signalbox/testkit';
import { readManifest, resolveProject, touchedSince, UnknownReferenceError } from '../src/index.ts';
import { commitFiles, GIT_ENVIRONMENT, git } from './git-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const environment = { ...GIT_ENVIRONMENT, BUILD_TAG: undefined, GIT_BRANCH: undefined };
const SDK = import.meta.resolve('@signalbox/sdk');

const flowFile = (name: string, imports = '') =>
  `${imports}import { flow } from '${SDK}';\nexport const ${name} = flow({ name: '${name}' }, async () => 1);\n`;

const MANIFEST = `
name: shop
workPools: [{name: local, type: process}]
environments:
  staging: {suffix: -staging}
deployments:
  - {name: one, entrypoint: "flows/one.ts:one", work_pool: {name: local}, schedules: [{cron: "0 5 * * *"}]}
  - {name: two, entrypoint: "flows/two.ts:two", work_pool: {name: local}, tags: [a]}
  - {name: three, entrypoint: "flows/three.py:three", work_pool: {name: local}}
`;

const FILES = {
  'project/signalbox.yaml': MANIFEST,
  'project/flows/one.ts': flowFile('one', "import '../library/tables.ts';\n"),
  'project/flows/two.ts': flowFile('two'),
  'project/flows/three.py': 'from prefect import flow\nfrom library import words\n\n@flow\ndef three():\n    pass\n',
  'project/library/tables.ts': "export * from './rows.ts';\n",
  'project/library/rows.ts': 'export const rows = 1;\n',
  'project/library/words.py': 'words = 1\n',
  'project/package.json': '{"type": "module"}',
  'README.md': 'read me',
};

async function openRepository(path: string): Promise<string> {
  await git(path, 'init', '--quiet', '--initial-branch=main');
  return commitFiles(path, FILES);
}

test('commits are told by what they touch: code through imports of both languages, schedules, definitions', async () => {
  await using house = await openHouse();
  await using root = await temporaryFolder();
  await openRepository(root.path);
  const touched = async (reference: string, environmentName?: string) => {
    const source = await readManifest(join(root.path, 'project'), { environmentName, environment });
    const project = await resolveProject(house.client, source, { environment });
    return Object.fromEntries(await touchedSince(house.client, source, project, reference));
  };
  const only = (code: readonly string[], schedules = false, definition = false) => ({ code, schedules, definition });
  const since = async (files: Record<string, string>) => {
    await commitFiles(root.path, files);
    return touched('HEAD~1');
  };
  assert.deepEqual(await touched('HEAD'), {});
  assert.deepEqual(await since({ 'README.md': 'again', 'project/notes.txt': 'x' }), {});
  assert.deepEqual(await since({ 'project/library/rows.ts': 'export const rows = 2;\n' }), {
    one: only(['project/library/rows.ts']),
  });
  assert.deepEqual(await since({ 'project/library/words.py': 'words = 2\n' }), {
    three: only(['project/library/words.py']),
  });
  assert.deepEqual(await since({ 'project/signalbox.yaml': MANIFEST.replace('0 5 * * *', '0 6 * * *') }), {
    one: only([], true),
  });
  assert.deepEqual(await since({ 'project/signalbox.yaml': MANIFEST.replace('tags: [a]', 'tags: [b]') }), {
    // The schedule goes back to what it was.
    one: only([], true),
    two: only([], false, true),
  });
  assert.deepEqual(await touched('HEAD~2', 'staging'), { 'two-staging': only([], false, true) });
  const all = await since({ 'project/package.json': '{"type": "module", "private": true}' });
  assert.deepEqual(Object.keys(all), ['one', 'two', 'three']);
  assert.deepEqual(all.two, only(['project/package.json']));
});

test('what is not committed counts, and what went on at the reference since the branch left it does not', async () => {
  await using house = await openHouse();
  await using root = await temporaryFolder();
  await openRepository(root.path);
  await git(root.path, 'checkout', '--quiet', '-b', 'feature');
  await commitFiles(root.path, { 'project/flows/two.ts': `${flowFile('two')}// more\n` });
  await git(root.path, 'checkout', '--quiet', 'main');
  await commitFiles(root.path, { 'project/flows/one.ts': `${flowFile('one')}// more\n` });
  await git(root.path, 'checkout', '--quiet', 'feature');
  await writeFile(join(root.path, 'project/library/words.py'), 'words = 3\n');
  const source = await readManifest(join(root.path, 'project'), { environment });
  const project = await resolveProject(house.client, source, { environment });
  const touched = await touchedSince(house.client, source, project, 'main');
  assert.deepEqual([...touched.keys()], ['two', 'three']);
});

test('a manifest that was not there, or cannot be read any more, touches every definition; a new deployment is touched', async () => {
  await using house = await openHouse();
  await using root = await temporaryFolder();
  await openRepository(root.path);
  const file = join(root.path, 'project/signalbox.yaml');
  const touched = async () => {
    const source = await readManifest(join(root.path, 'project'), { environment });
    const project = await resolveProject(house.client, source, { environment });
    const found = await touchedSince(house.client, source, project, 'HEAD~1');
    return [...found].filter(([, { definition }]) => definition).map(([name]) => name);
  };
  await commitFiles(root.path, { 'project/signalbox.yaml': 'deployments: 7\n' });
  await commitFiles(root.path, { 'project/signalbox.yaml': MANIFEST });
  assert.deepEqual(await touched(), ['one', 'two', 'three']);
  const four = '  - {name: four, entrypoint: "flows/two.ts:two", work_pool: {name: local}}\n';
  await commitFiles(root.path, { 'project/signalbox.yaml': MANIFEST + four });
  assert.deepEqual(await touched(), ['four']);
  await rm(file);
  await commitFiles(root.path, {});
  await commitFiles(root.path, { 'project/signalbox.yaml': MANIFEST });
  assert.deepEqual(await touched(), ['one', 'two', 'three']);
});

test('a reference that git does not know is refused, with what a shallow clone lacks', async () => {
  await using house = await openHouse();
  await using root = await temporaryFolder();
  await openRepository(root.path);
  const source = await readManifest(join(root.path, 'project'), { environment });
  const project = await resolveProject(house.client, source, { environment });
  for (const reference of ['nowhere', '--all'])
    await assert.rejects(
      touchedSince(house.client, source, project, reference),
      (error) => error instanceof UnknownReferenceError && /fetch-depth: 0/.test(error.message),
    );
});
