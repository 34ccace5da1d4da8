// tests: code that was pushed to a bucket comes back as it was, and only what changed travels.
import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { runSteps, StepError } from '@signalbox/deploy';
import { CLOUDS, type Cloud, openAzure } from './clouds.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function filesIn(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}

function stepsOf({ push, pull, inputs, env }: Cloud) {
  const said: string[] = [];
  const say = (line: string): void => {
    said.push(line);
  };
  const options = { env: { ...process.env, ...env }, say };
  return {
    push: async (cwd: string, more: Record<string, unknown> = {}) => {
      await runSteps([{ [push]: { ...inputs, folder: 'shop/flows', ...more } }], { ...options, phase: 'push', cwd });
      return said.splice(0).join('\n');
    },
    pull: async (cwd: string, more: Record<string, unknown> = {}) => {
      const step = { [pull]: { ...inputs, folder: '/shop/flows/', ...more } };
      const { directory } = await runSteps([step], { ...options, phase: 'pull', cwd });
      assert.equal(directory, cwd);
      return said.splice(0).join('\n');
    },
  };
}

const PROJECT = {
  'flow.ts': 'one',
  'deep/er/with space & ü.txt': 'two',
  'empty.txt': '',
  'large.bin': 'x'.repeat(3_000_000),
  'secrets.env': 'no',
  '.git/config': 'no',
  'node_modules/a/index.js': 'no',
  '.prefectignore': 'node_modules/\n*.env\n',
};
const PUSHED = ['.prefectignore', 'deep/er/with space & ü.txt', 'empty.txt', 'flow.ts', 'large.bin'];

for (const [name, open] of Object.entries(CLOUDS)) {
  test(`${name}: what was pushed comes back, and only what changed travels`, async () => {
    await using cloud = await open();
    await using project = await temporaryFolder(PROJECT);
    await using elsewhere = await temporaryFolder();
    const steps = stepsOf(cloud);
    assert.match(await steps.push(project.path), /Uploaded 5 of 5/);
    assert.match(await steps.push(project.path), /Uploaded 0 of 5/);
    await writeFile(join(project.path, 'flow.ts'), 'one, changed');
    assert.match(await steps.push(project.path), /Uploaded 1 of 5/);

    assert.match(await steps.pull(elsewhere.path), /Downloaded 5 of 5/);
    assert.deepEqual(await filesIn(elsewhere.path), PUSHED);
    for (const path of PUSHED)
      assert.deepEqual(await readFile(join(elsewhere.path, path)), await readFile(join(project.path, path)), path);
    assert.match(await steps.pull(elsewhere.path), /Downloaded 0 of 5/);
    await rm(join(elsewhere.path, 'flow.ts'));
    assert.match(await steps.pull(elsewhere.path), /Downloaded 1 of 5/);
  });

  test(`${name}: a bucket or folder that is not there is told with what to do`, async () => {
    await using cloud = await open();
    await using project = await temporaryFolder({ 'flow.ts': 'one' });
    const steps = stepsOf(cloud);
    await assert.rejects(steps.push(project.path, cloud.withoutBucket), /Create the bucket, or correct its name/);
    await assert.rejects(steps.pull(project.path, { folder: 'none' }), /there is nothing in .*none.*Push the code/);
    const none = steps.push(project.path, { ignore_file: 'none' });
    await assert.rejects(none, /there is no ignore file/);
  });
}

test('a server that is away is told, without the secret', async () => {
  const cloud = await CLOUDS.S3();
  await cloud[Symbol.asyncDispose]();
  await using project = await temporaryFolder({ 'flow.ts': 'one' });
  await assert.rejects(stepsOf(cloud).push(project.path), (error) => {
    assert.ok(error instanceof StepError);
    assert.match(error.message, /s3:\/\/code: .*can be reached from this machine/);
    assert.ok(!error.message.includes('aws-s3cret'));
    return true;
  });
});

test('credentials that do not fit are told, without the secret', async () => {
  await using cloud = await openAzure();
  await using project = await temporaryFolder({ 'flow.ts': 'one' });
  const wrong = Buffer.from('a wrong but well-formed key').toString('base64');
  const { credentials } = cloud.inputs as { credentials: { connection_string: string } };
  const connection_string = credentials.connection_string.replace(/AccountKey=[^;]*/, `AccountKey=${wrong}`);
  await assert.rejects(stepsOf(cloud).push(project.path, { credentials: { connection_string } }), (error) => {
    assert.ok(error instanceof StepError);
    assert.match(error.message, /Check the credentials/);
    assert.ok(!error.message.includes(wrong));
    return true;
  });
});

test('a project without an ignore file leaves its packages and caches behind', async () => {
  await using cloud = await CLOUDS.S3();
  await using project = await temporaryFolder({ 'flow.ts': '1', 'node_modules/a.js': '', '__pycache__/a.pyc': '' });
  assert.match(await stepsOf(cloud).push(project.path), /Uploaded 1 of 1/);
  await mkdir(join(project.path, 'empty'));
  await writeFile(join(project.path, '.signalboxignore'), '*\n!*.py\n');
  assert.match(await stepsOf(cloud).push(project.path), /Uploaded 0 of 0/);
});
