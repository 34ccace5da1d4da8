// scripts: `npm test`: sets the checkout up and runs the fast tests. `npm test -- packages/core` runs those below a folder,
// `npm test -- --test-name-pattern=late` passes an option to Node's test runner.
import { spawn } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { availableParallelism, constants } from 'node:os';
import { join } from 'node:path';
import { node, root, setUp } from './set-up.mjs';

const IGNORED = new Set(['node_modules', 'dist']);

/** Slow tests are named `*.slow.test.ts`; `.ci/run` runs those too. */
const isFastTest = (name) => name.endsWith('.test.ts') && !name.endsWith('.slow.test.ts');

function* fastTests(path) {
  if (statSync(join(root, path)).isFile()) {
    yield path;
    return;
  }
  for (const entry of readdirSync(join(root, path), { withFileTypes: true })) {
    if (entry.isDirectory() && !IGNORED.has(entry.name) && !entry.name.startsWith('.'))
      yield* fastTests(join(path, entry.name));
    else if (entry.isFile() && isFastTest(entry.name)) yield join(path, entry.name);
  }
}

const words = process.argv.slice(2);
const options = words.filter((word) => word.startsWith('-'));
const paths = words.filter((word) => !word.startsWith('-'));

try {
  setUp();
  const files = (paths.length === 0 ? ['.'] : paths).flatMap((path) => [...fastTests(path)]);
  if (files.length === 0) throw new Error(`No tests (*.test.ts) below ${paths.join(', ')}.`);
  // Each test file is a process of its own: without the cache most of their time would go into compiling the same sources.
  const env = { ...process.env, NODE_COMPILE_CACHE: join(root, '.cache', 'compiled') };
  // Many files wait for processes of their own: one more than there are processors keeps all of those busy.
  const concurrency = `--test-concurrency=${availableParallelism() + 1}`;
  const child = spawn(node, ['--conditions=source', '--test', concurrency, ...options, ...files], {
    cwd: root,
    stdio: 'inherit',
    env,
  });
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + constants.signals[signal];
  });
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
