// tests: the image steps build what the project needs and push it to a registry that asks who comes.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { describeStorage } from '@signalbox/core/storage';
import { runSteps, StepError } from '@signalbox/deploy';
import { type DockerDaemon, LOGIN, makeBaseImage, openDocker } from './docker-daemon.ts';
import { temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);
const BUILD = 'prefect_docker.deployments.steps.build_docker_image';
const PUSH = 'prefect_docker.deployments.steps.push_docker_image';
const BASE = 'base:1';

let daemon: DockerDaemon;
before(async () => {
  daemon = await openDocker();
  await makeBaseImage(daemon, BASE);
});
after(() => daemon[Symbol.asyncDispose]());

const build = (cwd: string, inputs: Record<string, unknown>, said: string[] = []) =>
  runSteps([{ [BUILD]: { id: 'build', ...inputs } }], {
    phase: 'build',
    cwd,
    env: daemon.env,
    say: (line) => said.push(line),
  });

const inImage = (image: unknown, script: string): Promise<string> =>
  daemon.docker('run', '--rm', '--network', 'none', String(image), '/bin/sh', '-c', script);

const TYPESCRIPT = {
  'package.json': '{ "name": "shop", "version": "1.0.0", "type": "module" }',
  'package-lock.json':
    '{ "name": "shop", "version": "1.0.0", "lockfileVersion": 3, "packages": { "": { "name": "shop", "version": "1.0.0" } } }',
  'flows/hello.ts': 'const who: string = "image"; console.log("hello " + who);',
  'node_modules/of-this-machine/index.js': '',
  '.env': 'SECRET=1',
  '.signalboxignore': 'node_modules/\n.env\n',
};

test('auto: a TypeScript project becomes an image that runs it, not as root, without what is ignored', async () => {
  await using project = await temporaryFolder(TYPESCRIPT);
  const inputs = { image_name: 'shop', tag: '1', dockerfile: 'auto', base_image: BASE, labels: { team: 'shop' } };
  const { outputs } = await build(project.path, inputs);
  assert.equal(outputs.image, 'shop:1');
  assert.match(String(outputs.image_id), /^sha256:[0-9a-f]{64}$/);
  assert.equal(await inImage('shop:1', 'node flows/hello.ts'), 'hello image');
  assert.equal(await inImage('shop:1', 'id -u'), '1000');
  assert.equal(
    await inImage('shop:1', 'pwd; ls -A'),
    `/opt/prefect/${basename(project.path)}\n.signalboxignore\nflows\npackage-lock.json\npackage.json`,
  );
  const [image] = JSON.parse(await daemon.docker('image', 'inspect', 'shop:1'));
  assert.equal(image.Config.Labels.team, 'shop');
  assert.deepEqual(
    (await readdir(project.path)).filter((name) => /docker/i.test(name)),
    [],
  );
});

test('auto: a change of code alone installs nothing anew', async () => {
  await using project = await temporaryFolder(TYPESCRIPT);
  const inputs = { image_name: 'again', tag: '1', dockerfile: 'auto', base_image: BASE };
  await build(project.path, inputs);
  const layers = async () =>
    JSON.parse(await daemon.docker('image', 'inspect', 'again:1'))[0].RootFS.Layers as string[];
  const before = await layers();
  await writeFile(join(project.path, 'flows/hello.ts'), 'console.log("changed");');
  await build(project.path, inputs);
  const now = await layers();
  assert.deepEqual(now.slice(0, -1), before.slice(0, -1));
  assert.notEqual(now.at(-1), before.at(-1));
  assert.equal(await inImage('again:1', 'node flows/hello.ts'), 'changed');
});

test('auto: a Python project has its requirements and Prefect, and the Dockerfile can be kept', async () => {
  await using project = await temporaryFolder({ 'requirements.txt': 'pandas==3.0.0\n', 'flow.py': 'print(1)' });
  const inputs = { image_name: 'py', tag: '1', dockerfile: 'auto', base_image: BASE, persist_dockerfile: true };
  await build(project.path, inputs);
  assert.match(await inImage('py:1', 'cat /pip-was-asked'), /install .*-r requirements.txt prefect>=3,<4/);
  assert.equal(await inImage('py:1', 'ls; id -u'), 'flow.py\nrequirements.txt\n1000');
  assert.match(await readFile(join(project.path, 'Dockerfile.generated'), 'utf8'), /^FROM base:1\n/);
});

test("a Dockerfile of the project's own is built with arguments that are in no list of processes", async () => {
  await using project = await temporaryFolder({
    Dockerfile: `FROM ${BASE} AS one\nARG WHO\nRUN echo $WHO > /who\nFROM ${BASE} AS two\nRUN echo two > /who\n`,
  });
  const said: string[] = [];
  await build(
    project.path,
    { image_name: 'own', tag: 2, additional_tags: ['latest'], buildargs: { WHO: 'Ada' }, target: 'one' },
    said,
  );
  assert.equal(await inImage('own:latest', 'cat /who'), 'Ada');
  assert.ok(said.length > 0);
  const error = await build(project.path, { image_name: 'own', dockerfile: 'None' }).catch((thrown: unknown) => thrown);
  assert.ok(error instanceof StepError);
  assert.match(error.message, /there is no Dockerfile .*None\. Write one/);
});

test('without a tag it is the tag or the commit of the working tree', async () => {
  await using project = await temporaryFolder({ Dockerfile: `FROM ${BASE}\n` });
  const git = async (...words: string[]) =>
    (await run('git', ['-C', project.path, '-c', 'user.name=t', '-c', 'user.email=t@t', ...words])).stdout.trim();
  const tag = async () => (await build(project.path, { image_name: 'tagged' })).outputs.tag;
  await git('init', '--quiet');
  await git('add', '.');
  await git('commit', '--quiet', '--message', 'one');
  const commit = await git('rev-parse', 'HEAD');
  assert.equal(await tag(), commit.slice(0, 12));
  await git('tag', 'v1.2/x');
  assert.equal(await tag(), 'v1.2-x');
  await writeFile(join(project.path, 'more'), '');
  assert.match(String(await tag()), /^v1\.2-x-\d{4}-/);
});

test('a push logs in with the credentials of a block, and tells the digest that the registry has', async () => {
  await using project = await temporaryFolder({ Dockerfile: `FROM ${BASE}\n` });
  const image_name = `${daemon.registry}/team/shop`;
  const blocks = {
    blocks: new Map([['docker-registry-credentials/work', { ...LOGIN, registry_url: daemon.registry }]]),
  };
  const said: string[] = [];
  const options = { cwd: project.path, env: daemon.env, blocks, say: (line: string) => said.push(line) };
  const built = await runSteps([{ [BUILD]: { id: 'build', image_name, tag: '1', additional_tags: ['latest'] } }], {
    ...options,
    phase: 'build',
  });
  const push = {
    id: 'push',
    image_name: '{{ build.image_name }}',
    tag: '{{ build.tag }}',
    additional_tags: '{{ build.additional_tags }}',
    credentials: '{{ prefect.blocks.docker-registry-credentials.work }}',
  };
  const { outputs } = await runSteps([{ [PUSH]: push }], { ...options, phase: 'push', outputs: built.outputs });
  const tags = JSON.parse(await daemon.askRegistry('/v2/team/shop/tags/list')) as { tags: string[] };
  assert.deepEqual(tags.tags.sort(), ['1', 'latest']);
  assert.match(String(outputs.digest), /^sha256:[0-9a-f]{64}$/);
  await daemon.askRegistry(`/v2/team/shop/manifests/${outputs.digest}`);
  assert.equal(outputs.pinned_image, `${image_name}@${outputs.digest}`);
  const described = describeStorage(null, { image: outputs.pinned_image });
  assert.deepEqual([described.kind, described.digest], ['image', outputs.digest]);
  // The login was for these commands alone.
  assert.deepEqual(await readdir(String(daemon.env.DOCKER_CONFIG)), []);
  assert.ok(!said.join('\n').includes(LOGIN.password));
});

test('a wrong password and a missing login are told, without the password', async () => {
  await using project = await temporaryFolder({ Dockerfile: `FROM ${BASE}\n` });
  const image_name = `${daemon.registry}/team/secret`;
  await build(project.path, { image_name, tag: '1' });
  for (const credentials of [{ ...LOGIN, password: 'wr0ng-pass' }, null]) {
    const pushing = runSteps([{ [PUSH]: { image_name, tag: '1', credentials } }], {
      phase: 'push',
      cwd: project.path,
      env: daemon.env,
    });
    await assert.rejects(pushing, (error) => {
      assert.ok(error instanceof StepError);
      assert.match(error.message, /Check the credentials of the registry/);
      assert.ok(!error.message.includes('wr0ng-pass'));
      return true;
    });
  }
});

test('a daemon that is away is told', async () => {
  await using project = await temporaryFolder({ Dockerfile: `FROM ${BASE}\n` });
  const env = { ...daemon.env, DOCKER_HOST: 'unix:///none/docker.sock' };
  const building = runSteps([{ [BUILD]: { image_name: 'x' } }], { phase: 'build', cwd: project.path, env });
  await assert.rejects(building, /Start Docker, or let DOCKER_HOST say where it is/);
});
