// tests: a real Docker daemon and a registry with a login, in a network namespace of their own, so that the rules of the
// machine's network stay as they are.
import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { type ServerProgram, startServer } from './server-program.ts';

const run = promisify(execFile);

export const LOGIN = { username: 'builder', password: 'registry-s3cret' };

/** The password as the registry wants it in its file. */
const HASH = '$2b$05$abcdefghijklmnopqrstuuirueM7nXfyHhQmI7DOS5awfY9haBn46';

/** Nobody else is in the namespace: the port is free. */
const REGISTRY_PORT = 5000;

export interface DockerDaemon extends AsyncDisposable {
  /** `host:port` of the registry, which asks for LOGIN. */
  readonly registry: string;
  readonly env: NodeJS.ProcessEnv;
  /** The name of its network namespace. */
  readonly namespace: string;
  docker(...words: readonly string[]): Promise<string>;
  /** Asks the registry, as who is logged in. */
  askRegistry(path: string): Promise<string>;
}

async function unmountBelow(folder: string): Promise<void> {
  const mounts = (await readFile('/proc/mounts', 'utf8')).split('\n').map((line) => line.split(' ')[1] ?? '');
  for (const mount of mounts.filter((path) => path.startsWith(`${folder}/`)).reverse())
    await run('umount', ['-l', mount]).catch(() => {});
}

async function startRegistry(folder: string, inside: readonly string[]): Promise<ServerProgram> {
  await writeFile(join(folder, 'htpasswd'), `${LOGIN.username}:${HASH}\n`);
  const config = `version: 0.1
log: { level: warn }
storage: { filesystem: { rootdirectory: ${join(folder, 'registry')} } }
http: { addr: "127.0.0.1:${REGISTRY_PORT}" }
auth: { htpasswd: { realm: registry, path: ${join(folder, 'htpasswd')} } }
`;
  await writeFile(join(folder, 'registry.yml'), config);
  const ask = [...inside, 'curl', '--silent', '--output', '/dev/null', `http://127.0.0.1:${REGISTRY_PORT}/v2/`];
  const isListening = (): Promise<boolean> =>
    run(ask[0] ?? '', ask.slice(1)).then(
      () => true,
      () => false,
    );
  const words = [...inside, 'docker-registry', 'serve', join(folder, 'registry.yml')];
  return startServer(REGISTRY_PORT, words, process.env, isListening);
}

async function startDaemon(folder: string, inside: readonly string[], env: NodeJS.ProcessEnv): Promise<ServerProgram> {
  const settings = { 'insecure-registries': ['127.0.0.0/8'], 'log-level': 'warn' };
  await writeFile(join(folder, 'daemon.json'), JSON.stringify(settings));
  const places = ['--data-root', join(folder, 'data'), '--exec-root', join(folder, 'exec')];
  const own = ['--config-file', join(folder, 'daemon.json'), '--pidfile', join(folder, 'docker.pid')];
  const isListening = (): Promise<boolean> =>
    run('docker', ['info'], { env }).then(
      () => true,
      () => false,
    );
  const words = [...inside, 'dockerd', ...own, ...places, '--host', `unix://${join(folder, 'docker.sock')}`];
  return startServer(0, words, process.env, isListening);
}

export async function openDocker(): Promise<DockerDaemon> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-docker-'));
  const namespace = `signalbox-${process.pid}`;
  const inside = ['nsenter', `--net=/run/netns/${namespace}`];
  await mkdir(join(folder, 'config'));
  const env = {
    ...process.env,
    DOCKER_HOST: `unix://${join(folder, 'docker.sock')}`,
    DOCKER_CONFIG: join(folder, 'config'),
  };
  await using stack = new AsyncDisposableStack();
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  stack.defer(() => unmountBelow(folder));
  await run('ip', ['netns', 'add', namespace]);
  stack.defer(async () => {
    await run('ip', ['netns', 'del', namespace]);
  });
  await run('nsenter', [...inside.slice(1), 'ip', 'link', 'set', 'lo', 'up']);
  stack.use(await startRegistry(folder, inside));
  stack.use(await startDaemon(folder, inside, env));
  const open = stack.move();
  const docker = async (...words: readonly string[]): Promise<string> =>
    (await run('docker', words, { env, maxBuffer: 1e8 })).stdout.trim();
  return {
    registry: `127.0.0.1:${REGISTRY_PORT}`,
    env,
    namespace,
    docker,
    askRegistry: async (path) => {
      const user = `${LOGIN.username}:${LOGIN.password}`;
      const words = ['curl', '--silent', '--fail', '--user', user, `http://127.0.0.1:${REGISTRY_PORT}${path}`];
      return (await run('nsenter', [...inside.slice(1), ...words])).stdout;
    },
    [Symbol.asyncDispose]: () => open.disposeAsync(),
  };
}

async function copyLibraries(root: string, program: string): Promise<void> {
  const { stdout } = await run('ldd', [program]);
  for (const library of stdout.match(/\/\S+/g) ?? []) {
    await mkdir(join(root, dirname(library)), { recursive: true });
    await cp(await realpath(library), join(root, library));
  }
}

/** A small image without a hub: a shell, Node with npm, and a `pip` that says what it was asked for. */
export async function makeBaseImage({ docker }: DockerDaemon, tag: string): Promise<void> {
  const root = await mkdtemp(join(tmpdir(), 'signalbox-base-'));
  try {
    for (const name of ['bin', 'usr/bin', 'usr/local/bin', 'usr/local/lib/node_modules', 'tmp', 'etc', 'root'])
      await mkdir(join(root, name), { recursive: true });
    await chmod(join(root, 'tmp'), 0o1777);
    const node = await realpath(process.execPath);
    await cp(node, join(root, 'usr/local/bin/node'));
    await copyLibraries(root, node);
    await cp('/bin/busybox', join(root, 'bin/busybox'));
    for (const name of ['sh', 'cat', 'ls', 'id', 'env', 'stat', 'echo'])
      await symlink('busybox', join(root, 'bin', name));
    await symlink('/bin/env', join(root, 'usr/bin/env'));
    const npm = dirname(dirname(await realpath((await run('which', ['npm'])).stdout.trim())));
    await cp(npm, join(root, 'usr/local/lib/node_modules/npm'), { recursive: true });
    await symlink('../lib/node_modules/npm/bin/npm-cli.js', join(root, 'usr/local/bin/npm'));
    await writeFile(join(root, 'usr/local/bin/pip'), '#!/bin/sh\necho "$@" >> /pip-was-asked\n', { mode: 0o755 });
    await run('tar', ['-C', root, '-cf', `${root}.tar`, '.']);
    await docker('import', '--change', 'ENV PATH=/usr/local/bin:/usr/bin:/bin', `${root}.tar`, tag);
  } finally {
    await rm(root, { recursive: true, force: true });
    await rm(`${root}.tar`, { force: true });
  }
}
