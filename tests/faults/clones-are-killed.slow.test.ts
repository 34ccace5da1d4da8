// tests: processes that pull code at once are killed at any moment, and those that live have the code of a commit, whole.
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { promisify } from 'node:util';
import { type Chance, chanceFrom } from './chance.ts';

const run = promisify(execFile);
const PROGRAM = join(import.meta.dirname, 'pull-code.ts');
const ROUNDS = 12;
const AT_ONCE = 6;
const FILES = 200;

const env = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@localhost',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@localhost',
};
const git = async (directory: string, ...words: readonly string[]): Promise<string> =>
  (await run('git', ['-C', directory, ...words], { env })).stdout.trim();

/** Every file of a commit has the same number in it. */
async function commitNumber(work: string, number: number): Promise<void> {
  for (let file = 0; file < FILES; file += 1)
    await writeFile(join(work, `file-${file}.txt`), `${number}\n${'filler '.repeat(200)}${file}`);
  await git(work, 'add', '--all');
  await git(work, 'commit', '--quiet', '--message', `Number ${number}`);
  await git(work, 'push', '--quiet', 'origin', 'main');
}

async function numbersIn(directory: string): Promise<ReadonlySet<string | undefined>> {
  const files = (await readdir(directory)).filter((name) => name.startsWith('file-'));
  assert.equal(files.length, FILES);
  const texts = await Promise.all(files.map((name) => readFile(join(directory, name), 'utf8')));
  return new Set(texts.map((text) => text.split('\n')[0]));
}

interface Ended {
  readonly killed: boolean;
  readonly code: number | null;
  readonly output: string;
}

async function pull(words: readonly string[], chance: Chance, dies: boolean): Promise<Ended> {
  const child = spawn(process.execPath, ['--conditions=source', PROGRAM, ...words], { env, detached: true });
  let output = '';
  child.stderr.on('data', (chunk) => {
    output += chunk;
  });
  const ended = once(child, 'close');
  if (dies) {
    // From its start on to beyond its end.
    await chance.pause(150, 2_500);
    try {
      process.kill(-(child.pid ?? 0), 'SIGKILL');
    } catch {
      // It has ended already.
    }
  }
  const [code, signal] = await ended;
  return { killed: signal === 'SIGKILL', code, output };
}

async function project(context: TestContext): Promise<{ root: string; work: string; bare: string }> {
  const root = await mkdtemp(join(tmpdir(), 'signalbox-killed-clones-'));
  context.after(() => rm(root, { recursive: true, force: true }));
  const work = join(root, 'work');
  const bare = join(root, 'project.git');
  await mkdir(work);
  await git(root, 'init', '--quiet', '--bare', '--initial-branch=main', bare);
  await git(work, 'init', '--quiet', '--initial-branch=main');
  await git(work, 'remote', 'add', 'origin', bare);
  return { root, work, bare };
}

test('pulls that are killed at any moment harm no other', async (context) => {
  const seed = Number(process.env.SEED ?? Date.now());
  context.diagnostic(`SEED=${seed}`);
  const chance = chanceFrom(seed);
  const { root, work, bare } = await project(context);
  const cache = join(root, 'cache');
  let killed = 0;
  for (let round = 1; round <= ROUNDS; round += 1) {
    await commitNumber(work, round);
    // The folders stay from round to round: the next finds what a killed one left there.
    const folders = Array.from({ length: AT_ONCE }, (_, place) => join(root, `run-${place}`));
    for (const folder of folders) await mkdir(folder, { recursive: true });
    const dying = folders.map(() => chance.next() < 0.6);
    const ends = await Promise.all(
      folders.map((folder, place) => pull([bare, folder, cache], chance, dying[place] === true)),
    );
    for (const [place, end] of ends.entries()) {
      killed += end.killed ? 1 : 0;
      if (end.killed) continue;
      assert.equal(end.code, 0, end.output);
      assert.deepEqual(await numbersIn(join(folders[place] ?? '', 'code')), new Set([String(round)]));
    }
  }
  context.diagnostic(`${killed} of ${ROUNDS * AT_ONCE} were killed`);
  assert.ok(killed > 5);
});
