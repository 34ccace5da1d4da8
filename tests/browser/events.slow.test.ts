// What happens, in a real browser: live, paused, filtered, read back, and one event with all it says.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type House, openHouse } from '@signalbox/testkit';
import { builtDashboard } from './built-dashboard.ts';
import { type BrowserWindow, openBrowser } from './open-browser.ts';

let browser: BrowserWindow;
let house: House;
before(async () => {
  house = await openHouse({ ui_directory: builtDashboard() });
  browser = await openBrowser();
});
after(async () => {
  await browser?.[Symbol.asyncDispose]();
  await house?.[Symbol.asyncDispose]();
});

interface Told {
  readonly ago_seconds?: number;
  readonly resource?: string;
  readonly payload?: Record<string, unknown>;
  readonly related?: Record<string, string>[];
}

const tell = (event: string, told: readonly Told[] = [{}]) =>
  house.client.events.create({
    body: told.map(({ ago_seconds = 0, resource = 'my.thing', payload = {}, related = [] }) => ({
      id: randomUUID(),
      occurred: new Date(Date.now() - ago_seconds * 1000).toISOString(),
      event,
      resource: { 'prefect.resource.id': resource },
      related,
      payload,
    })),
  });

test('what happens appears by itself, waits while paused, and comes when one goes on', async () => {
  const page = await browser.open(house.url, '/events?event=bell.*');
  await page.getByText('No event matches.').waitFor();
  await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
  await tell('bell.rang');
  await tell('drum.beaten');
  const rows = page.getByRole('table', { name: 'Events' }).locator('tbody tr');
  await rows.getByText('bell.rang').waitFor();
  assert.equal(await rows.count(), 1);

  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await tell('bell.cracked');
  await page.getByText('2 events, 1 of them new and not shown').waitFor();
  assert.equal(await rows.count(), 1);
  await page.getByRole('button', { name: 'Go on' }).click();
  await rows.getByText('bell.cracked').waitFor();
  assert.deepEqual(await page.locator('.event-name').allTextContents(), ['bell.cracked', 'bell.rang']);
});

test('a list is read back page by page to its first event', async () => {
  await tell(
    'step.taken',
    Array.from({ length: 130 }, (_, index) => ({ ago_seconds: 3_600 + index, payload: { step: 130 - index } })),
  );
  const page = await browser.open(house.url, '/events?event=step.');
  const rows = page.getByRole('table', { name: 'Events' }).locator('tbody tr');
  await page.getByText('130 events').waitFor();
  const older = page.getByRole('button', { name: 'Show older events' });
  await older.click();
  // Each page begins with the last event of the one before.
  await rows.nth(98).waitFor();
  await older.click();
  await older.waitFor({ state: 'detached' });
  assert.equal(await rows.count(), 130);
});

test('filters find by resource, by related resource, by time and by text, and stand in the URL', async () => {
  await tell('sale.made', [
    { ago_seconds: 60, resource: 'shop.one', payload: { fruit: 'quince' } },
    { ago_seconds: 7_200, resource: 'shop.two', payload: { fruit: 'pear' } },
    { resource: 'till', related: [{ 'prefect.resource.id': 'shop.one', 'prefect.resource.role': 'shop' }] },
  ]);
  const page = await browser.open(house.url, '/events');
  const rows = page.getByRole('table', { name: 'Events' }).locator('tbody tr');
  await page.getByLabel('Event begins with').fill('sale.');
  await page.getByText('3 events').waitFor();
  await page.getByLabel('Resource begins with').fill('shop.one');
  await page.getByText('2 events').waitFor();
  await page.getByLabel('Search in all of it').fill('QUINCE');
  await page.getByText('1 event', { exact: true }).waitFor();
  assert.match(page.url(), /event=sale\.&resource=shop\.one&q=QUINCE/);
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await page.getByLabel('Event begins with').fill('sale.');
  await page.getByLabel('Time', { exact: true }).selectOption('1h');
  await page.getByText('2 events').waitFor();
  await page.getByLabel('Time', { exact: true }).selectOption('own');
  await page.getByText('3 events').waitFor();
  const hourAgo = await page.evaluate(() => {
    const at = new Date(Date.now() - 3_600_000);
    return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
  });
  await page.getByLabel('to', { exact: true }).fill(hourAgo);
  await rows.getByText('shop.two').waitFor();
  await page.getByText('1 event', { exact: true }).waitFor();
  // What has ended has nothing to wait for.
  assert.equal(await page.getByRole('button', { name: 'Pause' }).count(), 0);
});

test('an event shows what it says, and leads to what it is about', async () => {
  const { id: flow_id } = await house.client.flows.create({ body: { name: 'etl' } });
  const run = await house.client.flow_runs.create({
    body: { flow_id, name: 'quiet-otter', state: { type: 'RUNNING' } },
  });
  const page = await browser.open(house.url, `/flow-runs/${run.id}`);
  await page.getByRole('link', { name: 'what happened to it' }).click();
  await page.getByRole('link', { name: 'prefect.flow-run.Running' }).click();
  await page.getByRole('heading', { level: 1, name: 'prefect.flow-run.Running' }).waitFor();
  const payload = JSON.parse((await page.getByRole('region', { name: 'Payload' }).textContent()) ?? '');
  assert.equal(payload.validated_state.type, 'RUNNING');
  const related = page.getByRole('table', { name: 'Related resources' });
  assert.equal(await related.getByRole('link', { name: 'etl' }).getAttribute('href'), `/flows/${flow_id}`);
  await page.locator('.key-values').getByRole('link', { name: 'quiet-otter' }).click();
  await page.getByRole('heading', { level: 1, name: 'quiet-otter' }).waitFor();
});

test('an id that nobody has is said to be none', async () => {
  const page = await browser.open(house.url, `/events/event/2026-11-23/${randomUUID()}`);
  await page.getByText('There is no event of this id.').waitFor();
  assert.match(page.url(), /\/events\/[0-9a-f-]{36}$/);
});
