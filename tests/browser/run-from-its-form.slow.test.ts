// What the dashboard promises, in a real browser: run a deployment from its form, watch it, read what it left.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import { type Dashboard, openDashboard } from './open-dashboard.ts';

let dashboard: Dashboard;
before(async () => {
  dashboard = await openDashboard(join(import.meta.dirname, 'project'));
});
// Undefined where it could not be opened.
after(() => dashboard?.[Symbol.asyncDispose]());

const stateOf = (page: Page) => page.locator('.page-title .state-name');

/** From the start page to the form of a deployment, by what a reader sees. */
async function openForm(deployment: string): Promise<Page> {
  const page = await dashboard.open('/');
  await page.getByRole('link', { name: 'Deployments', exact: true }).click();
  await page.getByRole('link', { name: deployment, exact: true }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  return page;
}

test('a deployment runs from its form and is watched to its end', async () => {
  const page = await openForm('daily');
  assert.equal(await page.getByLabel('limit').inputValue(), '50');
  await page.getByLabel('limit').fill('7');
  await page.getByLabel('unit').selectOption({ label: 'imperial' });
  await page.getByRole('button', { name: 'Start run' }).click();

  await stateOf(page).getByText('Completed').waitFor();
  const lines = page.getByRole('log');
  await lines.getByText('Loading 2 cities, imperial').waitFor();
  await lines.getByText('New York has a day without wind').waitFor();

  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page.locator('.timeline-label').getByText(/^sum/).waitFor();
  await page.locator('.timeline-bar').nth(3).waitFor();

  await page.getByRole('tab', { name: 'Task runs' }).click();
  await page.getByRole('table', { name: 'Task runs' }).locator('tbody tr').nth(3).waitFor();
  await page.getByText('4 task runs').waitFor();

  await page.getByRole('tab', { name: 'Artifacts' }).click();
  await page.getByRole('table', { name: 'extremes' }).getByText('Seattle').waitFor();
  await page.getByRole('link', { name: 'Where it comes from' }).waitFor();
  assert.equal(await page.getByRole('progressbar', { name: 'loading' }).getAttribute('value'), '100');

  await page.getByRole('tab', { name: 'Parameters' }).click();
  const parameters = await page.getByRole('region', { name: 'Parameters' }).textContent();
  assert.deepEqual(JSON.parse(parameters ?? ''), {
    cities: ['Seattle', 'New York'],
    limit: 7,
    unit: 'imperial',
    note: null,
  });

  await page.getByRole('tab', { name: 'States' }).click();
  await page.getByRole('tabpanel').getByText('Completed').waitFor();
  await page.getByRole('tab', { name: 'Why' }).click();
  await page.getByRole('table', { name: 'Decisions' }).waitFor();
});

test('the form names the field that is wrong and starts nothing', async () => {
  const page = await openForm('daily');
  await page.getByLabel('limit').fill('1000');
  await page.getByRole('button', { name: 'Start run' }).click();
  await page.getByText('must be <= 100').waitFor();
  assert.match(page.url(), /\/deployments\//);
});

test('an artifact is found by its key, with its versions', async () => {
  const page = await dashboard.open('/artifacts');
  await page.getByRole('link', { name: 'weather-report' }).click();
  await page.getByRole('heading', { name: 'Weather', exact: true }).waitFor();
  await page.getByText('14 rows were loaded.').waitFor();
});

test('a run that goes on is followed and cancelled', async () => {
  const page = await openForm('until-cancelled');
  await page.getByRole('button', { name: 'Start run' }).click();
  await page.getByRole('log').getByText('tick 3').waitFor();
  await page.getByRole('button', { name: 'Cancel run' }).click();
  await stateOf(page).getByText('Cancelled').waitFor();
  await page.getByRole('button', { name: 'Retry run' }).waitFor();
});

test('a failed run says why and is retried', async () => {
  const page = await openForm('each-time');
  await page.getByRole('button', { name: 'Start run' }).click();
  await stateOf(page).getByText('Failed').waitFor();
  await page.locator('.outcome').getByText('column "wind" is missing').waitFor();
  await page.getByRole('button', { name: 'Retry run' }).click();
  await page.locator('.key-values').getByText('2', { exact: true }).waitFor();
  await stateOf(page).getByText('Failed').waitFor();
});

test('a list changes by itself when something happens elsewhere', async () => {
  const list = await dashboard.open('/flow-runs?state=COMPLETED');
  const rows = list.getByRole('table', { name: 'Flow runs' }).locator('tbody tr');
  await rows.first().waitFor();
  const before = await rows.count();
  const form = await openForm('daily');
  await form.getByRole('button', { name: 'Start run' }).click();
  // The run and its subflow's.
  await rows.nth(before + 1).waitFor();
});

test('a schedule is switched off and on again', async () => {
  const page = await openForm('daily');
  const schedule = page.getByRole('switch', { name: /Schedule/ });
  await page.getByRole('heading', { name: 'Next runs' }).waitFor();
  await schedule.click();
  await page.getByRole('heading', { name: 'Next runs' }).waitFor({ state: 'detached' });
  assert.equal(await schedule.getAttribute('aria-checked'), 'false');
  await schedule.click();
  await page.getByRole('heading', { name: 'Next runs' }).waitFor();
});

test('a variable is made, changed and deleted', async () => {
  const page = await dashboard.open('/variables');
  await page.getByRole('button', { name: 'New variable' }).click();
  await page.getByLabel('Name', { exact: true }).fill('region');
  await page.getByLabel('Value').fill('eu-central-1');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Edit region' }).click();
  await page.getByLabel('Value').fill('{"wind": 30}');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('"wind": 30').waitFor();
  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('There is no variable yet.').waitFor();
});

const PAGES = [
  '/',
  '/flow-runs',
  '/flows',
  '/deployments',
  '/work-pools',
  '/work-pools/default',
  '/artifacts',
  '/artifacts/extremes',
  '/variables',
  '/blocks',
  '/concurrency-limits',
];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page fits 400 pixels, ${colorScheme}`, async () => {
    const page = await dashboard.open('/', { width: 400, colorScheme });
    for (const path of PAGES) {
      await page.goto(dashboard.url + path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForLoadState('networkidle');
      assert.equal(await page.getByRole('alert').count(), 0, `${path} shows an error`);
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 400, `${path} is too wide`);
    }
  });
}

test('the dashboard is used by keyboard alone', async () => {
  const page = await dashboard.open('/');
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement?.id), 'main');
  await page.goto(`${dashboard.url}/flow-runs`);
  await page.getByRole('button', { name: 'State' }).press('Enter');
  await page.getByRole('checkbox', { name: 'Completed' }).press('Space');
  await page.waitForURL(/state=COMPLETED/);
  await page.keyboard.press('Escape');
  assert.equal(await page.getByRole('button', { name: /^State/ }).getAttribute('aria-expanded'), 'false');
});
