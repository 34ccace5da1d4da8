// Automations in a real browser: made, corrected, fired, switched off, changed and deleted.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { type House, openHouse } from '@signalbox/testkit';
import type { Page } from 'playwright-core';
import { builtDashboard } from './built-dashboard.ts';
import { type BrowserWindow, openBrowser } from './open-browser.ts';

let browser: BrowserWindow;
let house: House;
before(async () => {
  house = await openHouse({ ui_directory: builtDashboard() });
  // What the server does not accept is asked once, to see that it is told.
  browser = await openBrowser({ expected: /422/ });
});
after(async () => {
  await browser?.[Symbol.asyncDispose]();
  await house?.[Symbol.asyncDispose]();
});

const ring = () =>
  house.client.events.create({
    body: [
      {
        id: randomUUID(),
        occurred: new Date().toISOString(),
        event: 'bell.rang',
        resource: { 'prefect.resource.id': 'my.bell' },
      },
    ],
  });

const field = (page: Page, label: string) => page.getByLabel(label, { exact: false });
const BELL = { type: 'event', posture: 'Reactive', expect: ['bell.rang'] };

test('an automation is made, corrected where it is wrong, and tells when it fired', async () => {
  const page = await browser.open(house.url, '/automations');
  await page.getByText('There is no automation yet.').waitFor();
  await page.getByRole('button', { name: 'New automation' }).click();
  await field(page, 'Trigger').fill(JSON.stringify({ ...BELL, threshold: 'often' }));
  await field(page, 'Actions JSON').fill('[{"type": "do-nothing"}, {"type": "run-deployment"}]');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('An automation needs a name.').waitFor();
  await page.getByText(/^threshold: /).waitFor();
  await page.getByText(/^1\.deployment_id: deployment_id is required/).waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('aria-invalid') === 'true');

  await page.keyboard.type('tell of bells');
  await field(page, 'Trigger').fill(JSON.stringify(BELL));
  await field(page, 'Actions JSON').fill('[{"type": "do-nothing"}]');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'tell of bells' }).waitFor();
  await page.getByText('When bell.rang happens').waitFor();
  await page.getByText('Do nothing but tell that it fired').waitFor();
  await page.getByText('It has not fired lately.').waitFor();

  await ring();
  const deeds = page.getByRole('table', { name: 'What it did' });
  await deeds.getByRole('link', { name: 'prefect.automation.action.executed' }).waitFor();
  await page.getByRole('link', { name: 'Automations' }).first().click();
  await page.getByRole('table', { name: 'Automations' }).getByText('just now').waitFor();
});

test('an automation that is switched off does not fire, and is switched on again', async () => {
  const { id } = await house.client.automations.create({
    body: {
      name: 'switched',
      trigger: { ...BELL, posture: 'Reactive', type: 'event' },
      actions: [{ type: 'do-nothing' }],
    },
  });
  const page = await browser.open(house.url, '/automations');
  const enabled = page.getByRole('switch', { name: 'Automation switched' });
  await enabled.press('Space');
  await page.locator('[aria-label="Automation switched"][aria-checked=false]').waitFor();
  assert.equal((await house.client.automations.read({ params: { id } })).enabled, false);
  await enabled.press('Space');
  await page.locator('[aria-label="Automation switched"][aria-checked=true]').waitFor();
});

test('a compound trigger reads in words, is edited, and deleted after a question', async () => {
  const { id } = await house.client.automations.create({
    body: {
      name: 'both bells',
      description: 'when both rang',
      tags: ['bells'],
      trigger: {
        type: 'compound',
        require: 'all',
        within: 60,
        triggers: [
          { type: 'event', posture: 'Reactive', expect: ['bell.one'] },
          { type: 'event', posture: 'Reactive', expect: ['bell.two'] },
        ],
      },
      actions: [{ type: 'cancel-flow-run' }],
      actions_on_resolve: [{ type: 'do-nothing' }],
    },
  });
  const page = await browser.open(house.url, `/automations/automation/${id}`);
  await page.getByText('When all of these fire within 1 m 0 s').waitFor();
  await page.getByText('When bell.two happens').waitFor();
  await page.getByText('Cancel the run that the event is about').waitFor();
  await page.getByRole('button', { name: 'Edit' }).click();
  await field(page, 'Name').fill('two bells');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'two bells' }).waitFor();
  const kept = await house.client.automations.read({ params: { id } });
  assert.deepEqual([kept.tags, kept.trigger.type, kept.actions_on_resolve.length], [['bells'], 'compound', 1]);

  await page.getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByRole('heading', { level: 1, name: 'Automations' }).waitFor();
  await page.getByRole('link', { name: 'two bells' }).waitFor({ state: 'detached' });
});

test('what the server alone can know is told too', async () => {
  const page = await browser.open(house.url, '/automations');
  await page.getByRole('button', { name: 'New automation' }).click();
  await field(page, 'Name').fill('calls with a broken template');
  const action = { type: 'call-webhook', block_document_id: randomUUID(), payload: '{{ flow_run.name' };
  await field(page, 'Actions JSON').fill(JSON.stringify([action]));
  await page.getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('alert')
    .getByText(/actions\.0\.payload/)
    .waitFor();
  await page.getByText(/POST \/api\/automations\/ answered 422/).waitFor();
});
