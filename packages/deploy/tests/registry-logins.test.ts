// deploy: docker gets the login of each registry in a file of its own, for one command, with the user's settings kept.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { test } from 'node:test';
import { runSteps } from '../src/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const PUSH = 'prefect_docker.deployments.steps.push_docker_image';
const DIGEST = `sha256:${'a'.repeat(64)}`;

interface Seen {
  readonly config: Readonly<Record<string, Record<string, unknown>>>;
  /** Where docker's settings were. */
  readonly folder: string;
  readonly words: string;
}

/** Pushes with a `docker` that writes down what it was started with. */
async function push(
  root: string,
  inputs: Record<string, unknown>,
  env: Record<string, string> = {},
  own: unknown = null,
): Promise<Seen> {
  const home = join(root, 'home');
  const tools = join(root, 'tools');
  await mkdir(join(home, '.docker', 'contexts'), { recursive: true });
  await mkdir(tools, { recursive: true });
  if (own !== null) await writeFile(join(home, '.docker', 'config.json'), JSON.stringify(own));
  const script = `#!/bin/sh
cat "\${DOCKER_CONFIG:-$HOME/.docker}/config.json" > ${root}/config || echo '{}' > ${root}/config
echo "\${DOCKER_CONFIG:-$HOME/.docker}" > ${root}/folder
echo "$@" > ${root}/words
echo "1: digest: ${DIGEST} size: 528"
`;
  await writeFile(join(tools, 'docker'), script);
  await chmod(join(tools, 'docker'), 0o755);
  const path = [tools, dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);
  const options = { phase: 'push', cwd: root, env: { HOME: home, PATH: path, ...env } } as const;
  const { outputs } = await runSteps([{ [PUSH]: { tag: '1', ...inputs } }], options);
  assert.equal(outputs.digest, DIGEST);
  const text = (name: string) => readFile(join(root, name), 'utf8');
  return {
    config: JSON.parse(await text('config')),
    folder: (await text('folder')).trim(),
    words: await text('words'),
  };
}

const basic = (login: string): string => Buffer.from(login).toString('base64');

test('the credentials of the step come before all others, and no file of them stays', async () => {
  await using root = await temporaryFolder();
  const own = { credsStore: 'desktop', auths: { 'r.example': { auth: 'old' } }, proxies: { default: {} } };
  const credentials = { username: 'ada', password: 'p4ss:word', registry_url: 'https://r.example/v2' };
  const seen = await push(root.path, { image_name: 'r.example/shop', credentials }, {}, own);
  assert.deepEqual(seen.config, {
    auths: { 'r.example': { auth: basic('ada:p4ss:word') } },
    proxies: { default: {} },
    credHelpers: {},
  });
  assert.ok(!seen.words.includes('p4ss'));
  await assert.rejects(stat(seen.folder), { code: 'ENOENT' });
});

test('Docker Hub is known by the name that docker gives it', async () => {
  await using root = await temporaryFolder();
  const credentials = { username: 'ada', password: 'p4ss', registry_url: 'https://index.docker.io/v1/' };
  const { config } = await push(root.path, { image_name: 'ada/shop', credentials });
  assert.deepEqual(config.auths, { 'https://index.docker.io/v1/': { auth: basic('ada:p4ss') } });
});

test('who is logged in already stays so', async () => {
  await using root = await temporaryFolder();
  const own = { auths: { 'ghcr.io': { auth: basic('me:mine') } } };
  const seen = await push(root.path, { image_name: 'ghcr.io/acme/shop' }, { GITHUB_TOKEN: 'other' }, own);
  assert.deepEqual(seen.config, own);
  assert.equal(seen.folder, join(root.path, 'home', '.docker'));
});

test("GitHub's registry is entered with GITHUB_TOKEN", async () => {
  await using root = await temporaryFolder();
  const env = { GITHUB_TOKEN: 'ghs_1', GITHUB_ACTOR: 'ada' };
  const { config } = await push(root.path, { image_name: 'ghcr.io/acme/shop' }, env);
  assert.deepEqual(config.auths, { 'ghcr.io': { auth: basic('ada:ghs_1') } });
});

test("AWS's registry is entered with what AWS gives for who the machine is", async () => {
  await using root = await temporaryFolder();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(
      `${request.headers['x-amz-target']} ${/Credential=(\w+)/.exec(request.headers.authorization ?? '')?.[1]}`,
    );
    response.setHeader('content-type', 'application/x-amz-json-1.1');
    response.end(JSON.stringify({ authorizationData: [{ authorizationToken: basic('AWS:t0ken') }] }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    const env = {
      AWS_ENDPOINT_URL_ECR: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_ACCESS_KEY_ID: 'someone',
      AWS_SECRET_ACCESS_KEY: 's3cret',
    };
    const registry = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
    const { config } = await push(root.path, { image_name: `${registry}/shop` }, env);
    assert.deepEqual(config.auths, { [registry]: { auth: basic('AWS:t0ken') } });
    assert.deepEqual(asked, ['AmazonEC2ContainerRegistry_V20150921.GetAuthorizationToken someone']);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
