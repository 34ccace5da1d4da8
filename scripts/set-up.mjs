// scripts: makes a checkout ready: installs what the lockfile names and builds the dashboard, each only when it changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that the lockfile names, whatever Node runs this script. */
export const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The dashboard's build reads these. */
const UI_SOURCES = ['apps/ui', 'packages/client', 'packages/contract', 'package-lock.json'];
const IGNORED = new Set(['node_modules', 'dist']);

function run(program, words, options = {}) {
  const { status, signal, error } = spawnSync(program, words, { cwd: root, stdio: 'inherit', ...options });
  if (error) throw new Error(`${program} could not be started: ${error.message}`);
  if (status !== 0) throw new Error(`${[program, ...words].join(' ')} ended with ${signal ?? `exit code ${status}`}.`);
}

const changedAt = (path) => statSync(join(root, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

function isInstalled() {
  // npm writes this file last.
  const installed = changedAt('node_modules/.package-lock.json');
  return installed > 0 && installed >= changedAt('package-lock.json') && existsSync(node);
}

function install() {
  console.log('Installing what package-lock.json names …');
  // Not `npm ci`: it refuses a lockfile without the optional packages of other platforms, which some registries lack.
  // Versions are those of the lockfile all the same. npm may run on an older Node than the packages name, which never
  // run on that one, so its warnings are left out.
  const words = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  // npm tells its scripts where it is; run without npm, the one on the PATH is taken.
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('.js')) run(process.execPath, [npm, ...words]);
  else run('npm', words, { shell: process.platform === 'win32' });
}

function* filesBelow(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isFile()) yield path;
  else
    for (const name of readdirSync(join(root, path)).sort())
      if (!IGNORED.has(name) && !name.endsWith('.test.ts') && !name.endsWith('.test.tsx'))
        yield* filesBelow(join(path, name));
}

function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of filesBelow(path)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function buildUi() {
  const remembered = join(root, '.cache', 'ui.hash');
  const hash = hashOf(UI_SOURCES);
  const isBuilt = existsSync(join(root, 'apps/ui/dist/index.html'));
  if (isBuilt && existsSync(remembered) && readFileSync(remembered, 'utf8') === hash) return;
  console.log('Building the dashboard …');
  rmSync(remembered, { force: true });
  run(node, ['--conditions=source', join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'apps/ui'),
  });
  mkdirSync(dirname(remembered), { recursive: true });
  writeFileSync(remembered, hash);
}

export function setUp() {
  if (!isInstalled()) install();
  buildUi();
}
