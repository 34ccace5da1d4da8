// browser tests: the whole product as a user starts it, and a browser that looks at it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Page } from 'playwright-core';
import { type BrowserWindow, openBrowser, type View } from './open-browser.ts';

const SIGNALBOX = join(import.meta.dirname, '../../apps/signalbox/bin/signalbox.js');

export interface Dashboard extends AsyncDisposable {
  readonly url: string;
  /**
   * A new page at a path. What the page itself did wrong (errors in its console, requests to other hosts) fails
   * `close` of the dashboard.
   */
  open(path: string, view?: View): Promise<Page>;
}

async function urlFrom(child: ChildProcess): Promise<string> {
  const said: string[] = [];
  child.stderr?.on('data', (text) => said.push(String(text)));
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  for await (const line of lines) {
    said.push(`${line}\n`);
    const url = /ready: (http:\S+)/.exec(line)?.[1];
    if (url !== undefined) {
      // What follows must be read, or the process would wait for a reader.
      child.stdout?.resume();
      return url;
    }
  }
  throw new Error(`\`signalbox dev\` ended before it was ready:\n${said.join('')}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** Starts `signalbox dev` for a project on a free port, with a database of its own, and a browser. */
export async function openDashboard(project: string): Promise<Dashboard> {
  const home = await mkdtemp(join(tmpdir(), 'signalbox-browser-'));
  const words = ['dev', '--folder', project, '--port', '0', '--database', join(home, 'signalbox.db')];
  const child = spawn(process.execPath, [SIGNALBOX, ...words], {
    env: { PATH: process.env.PATH ?? '', HOME: home, SIGNALBOX_HOME: home },
  });
  let browser: BrowserWindow | undefined;
  const close = async (): Promise<void> => {
    try {
      await browser?.[Symbol.asyncDispose]();
    } finally {
      await stop(child);
      await rm(home, { recursive: true, force: true });
    }
  };
  try {
    const url = await urlFrom(child);
    browser = await openBrowser();
    const opened = browser;
    return {
      url,
      open: (path, view) => opened.open(url, path, view),
      [Symbol.asyncDispose]: close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
