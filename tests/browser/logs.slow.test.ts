// The logs of a run in a real browser: found, filtered, read back to the first line, followed, and taken away as a file.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import type { FlowRunId } from '@signalbox/contract';
import { type House, openHouse } from '@signalbox/testkit';
import type { Page } from 'playwright-core';
import { builtDashboard } from './built-dashboard.ts';
import { type BrowserWindow, openBrowser } from './open-browser.ts';

const AUTH_STRING = 'ada:lovelace';
/** More than the dashboard holds at a time. */
const LINES = 5_450;

let browser: BrowserWindow;
let house: House;
let run: FlowRunId;
before(async () => {
  house = await openHouse({ auth_string: AUTH_STRING, ui_directory: builtDashboard() });
  browser = await openBrowser({ expected: /401/ });
  const { id: flow_id } = await house.client.flows.create({ body: { name: 'etl' } });
  ({ id: run } = await house.client.flow_runs.create({ body: { flow_id, state: { type: 'RUNNING' } } }));
  const began = Date.parse(house.now()) - LINES * 10;
  for (let first = 0; first < LINES; first += 900) await write(began, first, Math.min(900, LINES - first));
});
after(async () => {
  await browser?.[Symbol.asyncDispose]();
  await house?.[Symbol.asyncDispose]();
});

/** Two lines share each time, as those of a quick loop do. */
async function write(began: number, first: number, count: number): Promise<void> {
  const body = Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const timestamp = new Date(began + Math.floor(number / 2) * 20).toISOString();
    const level = number % 1_000 === 0 ? 40 : 20;
    return { name: 'flow', level, message: `line ${number}, as said`, timestamp, flow_run_id: run };
  });
  await house.client.logs.create({ body });
}

const append = (message: string, level = 20) =>
  house.client.logs.create({
    body: [{ name: 'flow', level, message, timestamp: new Date().toISOString(), flow_run_id: run }],
  });

async function openLogs(): Promise<Page> {
  const page = await browser.open(house.url, `/flow-runs/${run}`);
  await page.getByLabel('User', { exact: true }).fill('ada');
  await page.getByLabel('Password', { exact: true }).fill('lovelace');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('log').waitFor();
  return page;
}

const lines = (page: Page) => page.getByRole('log').locator('.log-line');
const follow = (page: Page) => page.getByRole('button', { name: 'Follow', exact: true });

test('who reads back to the first line keeps it, loses the newest, and gets to the end again', async () => {
  const page = await openLogs();
  await lines(page)
    .getByText(`line ${LINES - 1}, as said`)
    .waitFor();
  const older = page.getByRole('button', { name: 'Show older lines' });
  for (let count = 200; count < LINES; count += 200) {
    // Reachable without a pointer.
    await older.press('Enter');
    await lines(page)
      .nth(Math.min(count + 199, 4_999))
      .waitFor({ state: 'attached' });
    await page.waitForFunction(
      (first) => document.querySelector('.log-line .log-message')?.textContent === `line ${first}, as said`,
      Math.max(0, LINES - count - 200),
    );
  }
  await older.waitFor({ state: 'detached' });
  assert.equal(await lines(page).count(), 5_000);
  assert.equal(await lines(page).last().locator('.log-message').textContent(), 'line 4999, as said');
  await page.getByText('Newer lines are not shown').waitFor({ state: 'attached' });
  await append('written meanwhile');
  await follow(page).click();
  await lines(page).getByText('written meanwhile').waitFor();
});

test('a search is followed too, and a level leaves out what is below it', async () => {
  const page = await openLogs();
  await page.getByLabel('Search logs').fill('"line 77," "line 78,"');
  await lines(page).getByText('line 77, as said').waitFor();
  assert.equal(await lines(page).count(), 2);
  await append('nothing of it');
  await append('once more line 77, it says');
  await lines(page).getByText('once more').waitFor();
  assert.equal(await lines(page).count(), 3);

  await page.getByLabel('Search logs').fill('');
  await page.getByLabel('Level').selectOption({ label: 'Error and above' });
  await lines(page).getByText('line 0, as said').waitFor();
  assert.equal(await lines(page).count(), 6);
  await append('it broke', 50);
  await lines(page).getByText('it broke').waitFor();
});

test('a new line moves the end into view unless one has scrolled away', async () => {
  const page = await openLogs();
  const box = page.getByRole('log');
  const distance = () => box.evaluate((one) => Math.round(one.scrollHeight - one.scrollTop - one.clientHeight));
  await append('first of the followed');
  await lines(page).getByText('first of the followed').waitFor();
  await page.waitForFunction(() => {
    const one = document.querySelector('.log-box');
    return one !== null && one.scrollHeight - one.scrollTop - one.clientHeight < 40;
  });
  await box.focus();
  await page.keyboard.press('Home');
  await follow(page).waitFor();
  await append('second of the followed');
  await lines(page).getByText('second of the followed').waitFor({ state: 'attached' });
  assert.ok((await distance()) > 500);
  await follow(page).press('Enter');
  await lines(page).getByText('second of the followed').waitFor();
  await follow(page).waitFor({ state: 'detached' });
});

test('the file has every line, also for who had to sign in', async () => {
  const page = await openLogs();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), `${run}-logs.csv`);
  const text = await readFile(await download.path(), 'utf8');
  assert.match(text, /^timestamp,level,/);
  for (const number of [0, 77, LINES - 1]) assert.match(text, new RegExp(`"line ${number}, as said"`));
});
