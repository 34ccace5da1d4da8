// browser tests: the whole product as a user starts it, and a browser that looks at it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';

const SIGNALBOX = join(import.meta.dirname, '../../apps/signalbox/bin/signalbox.js');

/** Where distributions put Chromium; another place is told by CHROMIUM_PATH. */
const CHROMIUM_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export interface Dashboard extends AsyncDisposable {
  readonly url: string;
  /**
   * A new page at a path. What the page itself did wrong (errors in its console, requests to other hosts) fails
   * `close` of the dashboard.
   */
  open(path: string, view?: View): Promise<Page>;
}

export interface View {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

/** Milliseconds for a step of a page; runs start processes, and the machine may be slow. */
const PATIENCE_MILLISECONDS = 60_000;

function chromiumPath(): string {
  const path = process.env.CHROMIUM_PATH ?? CHROMIUM_PLACES.find(existsSync);
  if (path === undefined) {
    throw new Error('The browser tests need Chromium: install it (apt-get install chromium) or set CHROMIUM_PATH.');
  }
  return path;
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
  const wrong: string[] = [];
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await stop(child);
    await rm(home, { recursive: true, force: true });
  };
  try {
    const url = await urlFrom(child);
    browser = await chromium.launch({
      executablePath: chromiumPath(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    });
    const opened = browser;
    return {
      url,
      open: (path, view) => openPage(opened, url, path, wrong, view),
      [Symbol.asyncDispose]: async () => {
        await close();
        if (wrong.length > 0) throw new Error(`The dashboard did wrong:\n${wrong.join('\n')}`);
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openPage(browser: Browser, url: string, path: string, wrong: string[], view: View = {}): Promise<Page> {
  const { width = 1280, colorScheme = 'light' } = view;
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  page.setDefaultTimeout(PATIENCE_MILLISECONDS);
  page.on('pageerror', (error) => wrong.push(`${path}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') wrong.push(`${path}: ${message.text()}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !request.url().startsWith('data:')) wrong.push(`asked ${request.url()}`);
  });
  await page.goto(url + path);
  return page;
}
