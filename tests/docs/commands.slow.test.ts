// tests: every command of the documentation works, page by page, each in a folder of its own.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { eventually } from '@signalbox/testkit';

const ROOT = join(import.meta.dirname, '../..');
const PATIENCE_MS = 60_000;
const venv = process.env.PREFECT_VENV ?? join(ROOT, 'conformance/.venv');

interface Block {
  readonly isBackground: boolean;
  readonly script: string;
}

const blocksOf = (page: string): Block[] =>
  [...page.matchAll(/^```sh( background)?\n([\s\S]*?)^```$/gm)].map(([, background, script = '']) => ({
    isBackground: background !== undefined,
    script,
  }));

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

interface Shell {
  readonly child: ChildProcess;
  readonly output: () => string;
  readonly ended: Promise<number | null>;
}

function bash(script: string, cwd: string, env: NodeJS.ProcessEnv): Shell {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], { cwd, env, detached: true });
  let output = '';
  const keep = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  return { child, output: () => output, ended: new Promise((resolve) => child.on('close', resolve)) };
}

async function runPage(blocks: readonly Block[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-docs-'));
  const background: Shell[] = [];
  const port = await freePort();
  const env = {
    ...process.env,
    PATH: `${dirname(process.execPath)}:${join(venv, 'bin')}:${process.env.PATH}`,
    HOME: folder,
    SIGNALBOX_HOME: join(folder, '.signalbox'),
    PREFECT_HOME: join(folder, '.prefect'),
    SIGNALBOX_PORT: String(port),
    // A page that starts no server shows what happens without one.
    ...(blocks.some(({ isBackground }) => isBackground) && { SIGNALBOX_API_URL: `http://127.0.0.1:${port}/api` }),
    NODE_OPTIONS: '--conditions=source',
    NO_COLOR: '1',
  };
  try {
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    for (const { isBackground, script } of blocks) {
      const shell = bash(script, folder, env);
      if (!isBackground) {
        assert.equal(
          await shell.ended,
          0,
          `${script}\n${shell.output()}\n${background.map(({ output }) => output()).join('\n')}`,
        );
        continue;
      }
      background.push(shell);
      await eventually(
        `an answer of: ${script}`,
        async () => {
          if (shell.child.exitCode !== null) throw new Error(`${script} ended:\n${shell.output()}`);
          return /ready|Deployed|http/.test(shell.output()) || /waits|polls|work/i.test(shell.output());
        },
        PATIENCE_MS,
      );
    }
  } finally {
    for (const { child } of background)
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGTERM');
    await Promise.all(background.map(({ ended }) => ended));
    rmSync(folder, { recursive: true, force: true });
  }
}

for (const name of readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md'))) {
  const blocks = blocksOf(readFileSync(join(ROOT, 'docs', name), 'utf8'));
  if (blocks.length > 0) test(`the commands of docs/${name} work`, () => runPage(blocks));
}
