// scripts: makes a checkout ready: installs what the lockfile names, builds the dashboard, bundles the command line; each
// only when its sources have changed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** The Node that the lockfile names, whatever Node runs this script. */
export const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** The bundled command line. */
export const bundle = join(root, '.cache', 'bundle', 'start.js');

const ROOMS = ['packages', 'infrastructure', 'apps'];
const UI_SOURCES = ['apps/ui', 'packages/client/src', 'packages/contract/src', 'package-lock.json'];
const IGNORED = new Set(['node_modules', 'dist', 'tests']);

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

/** Each file below the path with its size and the time of its last change: a look at each, without reading any. */
function* filesBelow(path) {
  const found = statSync(join(root, path), { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isFile()) {
    if (!/\.test\.tsx?$/.test(path)) yield `${path} ${found.size} ${found.mtimeMs}`;
    return;
  }
  for (const name of readdirSync(join(root, path)).sort()) if (!IGNORED.has(name)) yield* filesBelow(join(path, name));
}

function fingerprintOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) for (const file of filesBelow(path)) hash.update(`${file}\n`);
  return hash.digest('hex');
}

/** Builds when the product is missing or its sources are not those of the last build. */
function buildWhenChanged({ name, product, sources, build }) {
  const remembered = join(root, '.cache', `${name}.sources`);
  const fingerprint = fingerprintOf(sources);
  if (existsSync(product) && existsSync(remembered) && readFileSync(remembered, 'utf8') === fingerprint) return;
  rmSync(remembered, { force: true });
  build();
  mkdirSync(dirname(remembered), { recursive: true });
  writeFileSync(remembered, fingerprint);
}

function buildUi() {
  console.log('Building the dashboard …');
  run(node, ['--conditions=source', join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'apps/ui'),
  });
}

/** Everything that tests need. */
export function setUp() {
  if (!isInstalled()) install();
  buildWhenChanged({ name: 'ui', product: join(root, 'apps/ui/dist/index.html'), sources: UI_SOURCES, build: buildUi });
}

/** Everything that `npm start` needs. */
export function setUpToStart() {
  setUp();
  const rooms = ROOMS.flatMap((room) => readdirSync(join(root, room)).map((name) => join(room, name)));
  buildWhenChanged({
    name: 'bundle',
    product: bundle,
    sources: [...rooms.filter((room) => room !== join('apps', 'ui')), 'scripts/bundle.mjs', 'package-lock.json'],
    build: () => run(node, [join(root, 'scripts/bundle.mjs')]),
  });
}
