// browser tests: a real Chromium that keeps a record of what pages do wrong.
import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where distributions put Chromium; another place is told by CHROMIUM_PATH. */
const CHROMIUM_PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Milliseconds for a step of a page; runs start processes, and the machine may be slow. */
const PATIENCE_MILLISECONDS = 60_000;

export interface View {
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

export interface BrowserWindow extends AsyncDisposable {
  /**
   * A new page at a path of a server. What the page itself did wrong (errors in its console, requests to other hosts)
   * fails `close` of the window.
   */
  open(url: string, path: string, view?: View): Promise<Page>;
}

export interface BrowserOptions {
  /** What the console says without anything being wrong, for instance of answers that a test provokes. */
  readonly expected?: RegExp;
}

function chromiumPath(): string {
  const path = process.env.CHROMIUM_PATH ?? CHROMIUM_PLACES.find(existsSync);
  if (path === undefined) {
    throw new Error('The browser tests need Chromium: install it (apt-get install chromium) or set CHROMIUM_PATH.');
  }
  return path;
}

export async function openBrowser({ expected }: BrowserOptions = {}): Promise<BrowserWindow> {
  const wrong: string[] = [];
  const browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
  });
  const tell = (path: string, text: string): void => {
    if (!expected?.test(text)) wrong.push(`${path}: ${text}`);
  };
  return {
    open: (url, path, view) => openPage(browser, url, path, tell, view),
    [Symbol.asyncDispose]: async () => {
      await browser.close();
      if (wrong.length > 0) throw new Error(`The dashboard did wrong:\n${wrong.join('\n')}`);
    },
  };
}

async function openPage(
  browser: Browser,
  url: string,
  path: string,
  tell: (path: string, text: string) => void,
  view: View = {},
): Promise<Page> {
  const { width = 1280, colorScheme = 'light' } = view;
  // A context of its own: nothing that one page keeps is known to another.
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme });
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE_MILLISECONDS);
  page.on('pageerror', (error) => tell(path, error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') tell(path, message.text());
  });
  page.on('request', (request) => {
    const asked = request.url();
    if (![url, 'data:', `blob:${url}`].some((start) => asked.startsWith(start))) tell(path, `asked ${asked}`);
  });
  await page.goto(url + path);
  return page;
}
