// The first minutes of a newcomer: the examples are there, run from their form, and leave what they promise.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Dashboard, openDashboard } from './open-dashboard.ts';

let dashboard: Dashboard;
before(async () => {
  dashboard = await openDashboard(join(import.meta.dirname, '../../examples'));
});
// Undefined where it could not be opened.
after(() => dashboard?.[Symbol.asyncDispose]());

test('the weather of Seattle is loaded from the form in small chunks, and reported', async (context) => {
  const database = join(tmpdir(), `signalbox-weather-${randomUUID()}.db`);
  context.after(() => rm(database, { force: true }));
  const page = await dashboard.open('/deployments');
  await page.getByRole('link', { name: 'seattle', exact: true }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.getByLabel('chunkSize').fill('300');
  await page.getByLabel('database').fill(database);
  await page.getByRole('button', { name: 'Start run' }).click();

  await page.locator('.page-title .state-name').getByText('Completed').waitFor();
  await page
    .getByRole('log')
    .getByText(/extracted \d+ days/)
    .waitFor();

  await page.getByRole('tab', { name: 'Timeline' }).click();
  await page
    .locator('.timeline-label')
    .getByText(/^load-4/)
    .waitFor();

  await page.getByRole('tab', { name: 'Artifacts' }).click();
  await page.getByText(/\d+ days loaded in 5 chunks/).waitFor();
  const months = page.getByRole('table', { name: 'monthly-weather' });
  await months.getByText('Seattle').first().waitFor();
  assert.ok((await months.locator('tbody tr').count()) > 12);
});

test('the page of a deployment says when it runs next and where its code is', async () => {
  const page = await dashboard.open('/deployments');
  await page.getByRole('link', { name: 'both-cities', exact: true }).click();
  await page.getByText('every day at 06:00').waitFor();
  await page.getByText('America/New_York').waitFor();
  await page.getByRole('heading', { name: 'Next runs' }).waitFor();
  await page.getByText('weather-etl/flow.ts:weatherEtl').waitFor();
});
