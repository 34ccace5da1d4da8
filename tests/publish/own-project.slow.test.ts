// tests: a project of its own with the published package: nothing of this checkout is in reach.
import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { eventually } from '@signalbox/testkit';

const ROOT = join(import.meta.dirname, '../..');
const runFile = promisify(execFile);

const PUBLISHED = [
  'packages/{contract,core,client,store,sdk,deploy,engine,worker}',
  'infrastructure/{ecs,process}',
  'apps/{server,ui,signalbox}',
];
const PATIENCE_MS = 120_000;

const home = mkdtempSync(join(tmpdir(), 'signalbox-published-'));
const project = join(home, 'project');
const started: ChildProcess[] = [];
// The Node that runs this test comes first on the PATH, and no setting of this machine is seen.
const environment = {
  PATH: `${dirname(process.execPath)}:${process.env.PATH}`,
  HOME: home,
  SIGNALBOX_HOME: join(home, '.signalbox'),
  NO_COLOR: '1',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_cache: process.env.npm_config_cache ?? join(process.env.HOME ?? home, '.npm'),
  ...(process.env.npm_config_registry && { npm_config_registry: process.env.npm_config_registry }),
  ...(process.env.npm_config_userconfig && { npm_config_userconfig: process.env.npm_config_userconfig }),
};

const folders = (): string[] =>
  PUBLISHED.flatMap((pattern) => {
    const [, parent = '', names] = /^([^{]*)(?:\{(.*)\})?$/.exec(pattern) ?? [];
    return names ? names.split(',').map((name) => join(parent, name)) : [parent];
  });

const signalbox = async (...words: string[]): Promise<string> => {
  const { stdout } = await runFile(join(project, 'node_modules/.bin/signalbox'), words, {
    cwd: project,
    env: environment,
  });
  return stdout;
};

before(async () => {
  await runFile(process.execPath, ['scripts/build.mjs'], { cwd: ROOT });
  const packed = join(home, 'packed');
  mkdirSync(packed);
  mkdirSync(project);
  const workspaces = folders().flatMap((folder) => ['--workspace', folder]);
  await runFile('npm', ['pack', ...workspaces, '--pack-destination', packed], { cwd: ROOT });
  const archives = readdirSync(packed).map((name) => join(packed, name));
  assert.equal(archives.length, folders().length);
  writeFileSync(join(project, 'package.json'), '{ "name": "own-project", "private": true, "type": "module" }\n');
  await runFile('npm', ['install', ...archives], {
    cwd: project,
    env: { ...process.env, ...environment, HOME: process.env.HOME },
  });
});

after(async () => {
  for (const child of started) child.kill('SIGTERM');
  await Promise.all(started.map((child) => child.exitCode ?? new Promise((resolve) => child.on('exit', resolve))));
  rmSync(home, { recursive: true, force: true });
});

test('the package holds no sources and no tests', () => {
  for (const folder of folders()) {
    const manifest = JSON.parse(readFileSync(join(ROOT, folder, 'package.json'), 'utf8'));
    const files = readdirSync(join(project, 'node_modules', manifest.name), { recursive: true, encoding: 'utf8' });
    assert.deepEqual(
      files.filter((file) => file.includes('.test.') || file.startsWith('src/')),
      [],
      folder,
    );
  }
});

test('init, dev, run and look: the five minutes of a newcomer', async () => {
  assert.match(await signalbox('version', '--output', 'json'), /"signalbox": ?"\d+\.\d+\.\d+"/);
  await signalbox('init');
  const dev = spawn(join(project, 'node_modules/.bin/signalbox'), ['dev', '--port', '0'], {
    cwd: project,
    env: environment,
  });
  started.push(dev);
  let output = '';
  dev.stdout.on('data', (chunk) => {
    output += chunk;
  });
  dev.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const url = await eventually(
    `a server; it said: ${output}`,
    async () => /ready: (http:\S+)/.exec(output)?.[1],
    PATIENCE_MS,
  );
  const page = await (await fetch(url)).text();
  assert.match(page, /<div id="root">/);
  const name = await eventually('a deployment', async () => /Deployed: ([^\s,]+)/.exec(output)?.[1], PATIENCE_MS);
  await signalbox('config', 'set', `SIGNALBOX_API_URL=${url}/api`);
  await signalbox('deployment', 'run', name, '--watch');
  const runs = JSON.parse(await signalbox('flow-run', 'ls', '--output', 'json'));
  assert.equal(runs[0]?.state_type, 'COMPLETED', output);
});
