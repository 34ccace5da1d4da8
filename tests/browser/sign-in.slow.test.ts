// Who may come in: the sign-in of the dashboard in a real browser.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { type RunningServer, type ServerOptions, serverLog, startServer } from '@signalbox/server';
import type { Page } from 'playwright-core';
import { builtDashboard } from './built-dashboard.ts';
import { type BrowserWindow, openBrowser } from './open-browser.ts';

const AUTH_STRING = 'ada:love lace:ä';
const API_KEY = 'key-of-the-dashboard';

let browser: BrowserWindow;
before(async () => {
  // Refusals and servers that are away are what these tests are about.
  browser = await openBrowser({ expected: /401|ERR_CONNECTION_REFUSED|WebSocket/ });
});
after(() => browser?.[Symbol.asyncDispose]());

interface Guarded {
  readonly url: string;
  /** Stops the server; a new one with these options takes its place. */
  replace(options: Partial<ServerOptions>): Promise<void>;
  stop(): Promise<void>;
}

async function openGuarded(context: TestContext, options: Partial<ServerOptions>): Promise<Guarded> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-sign-in-'));
  const start = (port: number, more: Partial<ServerOptions>): Promise<RunningServer> =>
    startServer({
      database_path: join(folder, 'signalbox.db'),
      port,
      ui_directory: builtDashboard(),
      log: serverLog({ write: () => undefined }),
      ...more,
    });
  let server: RunningServer | null = await start(0, options);
  const { url } = server;
  const stop = async (): Promise<void> => {
    await server?.close();
    server = null;
  };
  context.after(async () => {
    await stop();
    await rm(folder, { recursive: true, force: true });
  });
  return {
    url,
    stop,
    replace: async (more) => {
      await stop();
      server = await start(Number(new URL(url).port), more);
    },
  };
}

const signInHeading = (page: Page) => page.getByRole('heading', { name: 'Sign in to Signalbox' });

async function fillPassword(page: Page, password: string): Promise<void> {
  await page.getByLabel('User', { exact: true }).fill('ada');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

test('a server without credentials asks for none', async (context) => {
  const { url } = await openGuarded(context, {});
  const page = await browser.open(url, '/variables');
  await page.getByText('There is no variable yet.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Sign out' }).count(), 0);
});

test('wrong credentials are told, right ones lead to the page one asked for, signing out back', async (context) => {
  const { url } = await openGuarded(context, { auth_string: AUTH_STRING });
  const page = await browser.open(url, '/variables?q=region');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await signInHeading(page).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.getAttribute('autocomplete')), 'username');
  await fillPassword(page, 'wrong');
  await page.getByRole('alert').getByText('does not know this user with this password').waitFor();

  await fillPassword(page, 'love lace:ä');
  await page.getByText('No variable matches.').waitFor();
  assert.match(page.url(), /\/variables\?q=region$/);
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
  assert.deepEqual(
    asked.filter((address) => /love|ada/.test(decodeURIComponent(address))),
    [],
  );
  // Kept for the tab alone.
  assert.deepEqual(await page.evaluate(() => [sessionStorage.length, localStorage.length]), [1, 0]);

  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInHeading(page).waitFor();
  assert.deepEqual(await page.evaluate(() => [sessionStorage.length, localStorage.length]), [0, 0]);
});

test('a key is remembered on the device, and forgotten in every tab at once', async (context) => {
  const { url } = await openGuarded(context, { api_key: API_KEY });
  const page = await browser.open(url, '/flows');
  await page.getByLabel('API key').check();
  await page.getByLabel('Key', { exact: true }).fill('schlüssel');
  await page.getByRole('alert').getByText('without accents').waitFor();
  await page.getByLabel('Key', { exact: true }).fill('another-key');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').getByText('does not know this key').waitFor();
  await page.getByLabel('Key', { exact: true }).fill(API_KEY);
  await page.getByLabel('Remember on this device').check();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Flows', level: 1 }).waitFor();

  const tab = await page.context().newPage();
  await tab.goto(`${url}/blocks`);
  await tab.getByRole('heading', { name: 'Blocks', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await signInHeading(page).waitFor();
  await signInHeading(tab).waitFor();
});

test('a server that is away is told from one that refuses', async (context) => {
  const server = await openGuarded(context, { auth_string: AUTH_STRING });
  const page = await browser.open(server.url, '/');
  await signInHeading(page).waitFor();
  await server.stop();
  await fillPassword(page, 'love lace:ä');
  await page.getByRole('alert').getByText('The server cannot be reached.').waitFor();
});

test('new credentials of the server bring the open page back to the sign-in, and then to where one was', async (context) => {
  const server = await openGuarded(context, { auth_string: AUTH_STRING });
  const page = await browser.open(server.url, '/concurrency-limits');
  await fillPassword(page, 'love lace:ä');
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
  // Nothing is clicked: the websocket that is refused is what tells.
  await server.replace({ auth_string: 'ada:new' });
  await signInHeading(page).waitFor();
  await page.getByText('no longer takes').waitFor();
  await fillPassword(page, 'new');
  await page.getByRole('heading', { name: 'Concurrency limits', level: 1 }).waitFor();
  assert.match(page.url(), /\/concurrency-limits$/);
});
