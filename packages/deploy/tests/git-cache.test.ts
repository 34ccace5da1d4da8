// deploy: what a worker keeps of repositories between runs serves many runs at once and outlasts a crash.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, truncate } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { runPullSteps, StepError } from '../src/index.ts';
import { commitFiles, GIT_ENVIRONMENT, git, makeRepository, serveGit } from './git-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const CLONE = 'prefect.deployments.steps.git_clone';
const TOKEN = 't0p-s3cret-token';
const env = GIT_ENVIRONMENT;

async function project(root: string) {
  const made = await makeRepository(root, 'project');
  const commit = await commitFiles(made.work, { 'flow.ts': 'one', 'data.txt': 'x'.repeat(100_000) });
  await git(made.work, 'push', '--quiet', 'origin', 'main');
  return { ...made, commit };
}

async function push(work: string, text: string): Promise<void> {
  await commitFiles(work, { 'flow.ts': text });
  await git(work, 'push', '--quiet', 'origin', 'main');
}

async function pull(root: string, run: string, inputs: Record<string, unknown>): Promise<string> {
  const cwd = join(root, run);
  await mkdir(cwd, { recursive: true });
  const cache_directory = join(root, 'cache');
  const { directory } = await runPullSteps([{ [CLONE]: inputs }], { cwd, env, cache_directory });
  return readFile(join(directory, 'flow.ts'), 'utf8');
}

test('twelve runs at once fetch once, and each has the latest code', async () => {
  await using root = await temporaryFolder();
  const { work } = await project(root.path);
  await using server = await serveGit(root.path, TOKEN);
  const inputs = { repository: `${server.url}/project.git`, branch: 'main', access_token: TOKEN };
  const runs = (name: string) =>
    Promise.all(Array.from({ length: 12 }, (_, number) => pull(root.path, `${name}${number}`, inputs)));
  assert.deepEqual(new Set(await runs('a')), new Set(['one']));
  assert.equal(server.uploads.length, 1);
  await push(work, 'two');
  assert.deepEqual(new Set(await runs('b')), new Set(['two']));
  assert.equal(server.uploads.length, 2);
});

test('a pinned commit that was fetched before needs no server', async () => {
  await using root = await temporaryFolder();
  const { commit } = await project(root.path);
  const server = await serveGit(root.path, TOKEN);
  const inputs = { repository: `${server.url}/project.git`, commit_sha: commit, access_token: TOKEN };
  assert.equal(await pull(root.path, 'a', inputs), 'one');
  await server[Symbol.asyncDispose]();
  assert.equal(await pull(root.path, 'b', inputs), 'one');
});

test('the cache gives nothing to another token, and its folders tell none', async () => {
  await using root = await temporaryFolder();
  const { commit } = await project(root.path);
  await using server = await serveGit(root.path, TOKEN);
  const inputs = { repository: `${server.url}/project.git`, commit_sha: commit };
  assert.equal(await pull(root.path, 'a', { ...inputs, access_token: TOKEN }), 'one');
  await assert.rejects(pull(root.path, 'b', { ...inputs, access_token: 'wr0ng-token' }), (error) => {
    assert.ok(error instanceof StepError);
    assert.match(error.message, /the token or key for .* is right/);
    return true;
  });
  const entries = await readdir(join(root.path, 'cache'), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  for (const file of files) {
    const content = await readFile(join(file.parentPath, file.name), 'latin1');
    assert.ok(!content.includes(TOKEN) && !file.name.includes(TOKEN));
  }
});

test('a mirror that is out of order is made anew', async () => {
  await using root = await temporaryFolder();
  const { bare, work } = await project(root.path);
  assert.equal(await pull(root.path, 'a', { repository: bare }), 'one');
  const cache = join(root.path, 'cache');
  const [mirror = ''] = (await readdir(cache)).filter((name) => /^project-[0-9a-f]+$/.test(name));
  const packs = join(cache, mirror, 'objects');
  for (const entry of await readdir(packs, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) {
      await chmod(join(entry.parentPath, entry.name), 0o600);
      await truncate(join(entry.parentPath, entry.name), 7);
    }
  assert.equal(await pull(root.path, 'b', { repository: bare }), 'one');
  await push(work, 'two');
  assert.equal(await pull(root.path, 'c', { repository: bare }), 'two');
});

/** Passes requests on, and stops in the middle of what a fetch is answered. */
async function stallingProxy(target: string) {
  const held = Promise.withResolvers<void>();
  const state = { isStalling: true };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(
        ([name]) => !['host', 'connection', 'content-length', 'transfer-encoding', 'expect'].includes(name),
      ),
    ) as Record<string, string>;
    const body = Buffer.concat(chunks);
    const answer = await fetch(`${target}${request.url}`, {
      method: request.method ?? 'GET',
      headers,
      ...(request.method === 'POST' && { body }),
    });
    const bytes = Buffer.from(await answer.arrayBuffer());
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' });
    if (!state.isStalling || bytes.length < 1_000) return response.end(bytes);
    response.write(bytes.subarray(0, bytes.length / 2));
    held.resolve();
    return undefined;
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    state,
    held: held.promise,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

test('whoever is killed in the middle of a fetch leaves a cache that serves the next', async () => {
  await using root = await temporaryFolder();
  const { work } = await project(root.path);
  await commitFiles(work, { 'more.bin': Array.from({ length: 5_000 }, () => Math.random()).join() });
  await git(work, 'push', '--quiet', 'origin', 'main');
  await using server = await serveGit(root.path, TOKEN);
  await using proxy = await stallingProxy(server.url);
  const inputs = { repository: `${proxy.url}/project.git`, branch: 'main', access_token: TOKEN };
  const cwd = join(root.path, 'a');
  await mkdir(cwd);
  const script = `
    import { runPullSteps } from ${JSON.stringify(new URL('../src/index.ts', import.meta.url).href)};
    const inputs = ${JSON.stringify(inputs)};
    await runPullSteps([{ '${CLONE}': inputs }], { cwd: ${JSON.stringify(cwd)}, cache_directory: ${JSON.stringify(join(root.path, 'cache'))} });`;
  const child = spawn(process.execPath, ['--conditions=source', '--input-type=module', '-e', script], {
    env,
    stdio: 'ignore',
    detached: true,
  });
  const ended = once(child, 'exit');
  await proxy.held;
  // With its children, as a machine that goes down.
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await ended;
  proxy.state.isStalling = false;
  assert.equal(await pull(root.path, 'a', inputs), 'one');
  assert.equal(await pull(root.path, 'b', inputs), 'one');
});
