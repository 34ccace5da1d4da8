// Every page can be read and used by everyone: names of controls, contrast, headings, order, in both themes.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type House, openHouse } from '@signalbox/testkit';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';
import { builtDashboard } from './built-dashboard.ts';
import { type BrowserWindow, openBrowser } from './open-browser.ts';

const AUTH_STRING = 'ada:lovelace';

let browser: BrowserWindow;
let house: House;
let rules: string;
const paths: string[] = [];
before(async () => {
  house = await openHouse({ auth_string: AUTH_STRING, ui_directory: builtDashboard() });
  browser = await openBrowser({ expected: /401/ });
  rules = await readFile(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');
  await furnish();
});
after(async () => {
  await browser?.[Symbol.asyncDispose]();
  await house?.[Symbol.asyncDispose]();
});

/** A little of everything that pages show. */
async function furnish(): Promise<void> {
  const { client } = house;
  await client.work_pools.create({ body: { name: 'local', type: 'process' } });
  const { id: flow_id } = await client.flows.create({ body: { name: 'etl' } });
  const deployment = await client.deployments.create({
    body: { name: 'daily', flow_id, entrypoint: 'etl.ts:etl', work_pool_name: 'local', parameters: { limit: 1 } },
  });
  const run = await client.flow_runs.create({
    body: { flow_id, deployment_id: deployment.id, state: { type: 'RUNNING' }, tags: ['nightly'] },
  });
  await client.logs.create({
    body: [10, 20, 30, 40, 50].map((level) => ({
      name: 'flow',
      level,
      message: `a line of level ${level}`,
      timestamp: house.now(),
      flow_run_id: run.id,
    })),
  });
  await client.variables.create({ body: { name: 'region', value: { wind: 30 }, tags: ['weather'] } });
  await client.concurrency_limits.create({ body: { name: 'database', limit: 3 } });
  const automation = await client.automations.create({
    body: {
      name: 'after a failure',
      description: 'runs it again',
      trigger: {
        type: 'sequence',
        within: 60,
        triggers: [
          { type: 'event', posture: 'Reactive', expect: ['prefect.flow-run.Running'] },
          { type: 'event', posture: 'Reactive', expect: ['prefect.flow-run.Failed'] },
        ],
      },
      actions: [{ type: 'run-deployment', deployment_id: deployment.id }],
    },
  });
  const { events } = await client.events.filter({ body: { limit: 1 } });
  paths.push(
    ...['/', '/flow-runs', '/flows', '/deployments', '/work-pools', '/artifacts', '/events', '/automations'],
    ...['/variables', '/blocks', '/concurrency-limits', '/nowhere', '/work-pools/local'],
    ...[`/flow-runs/${run.id}`, `/flows/${flow_id}`, `/deployments/${deployment.id}`],
    ...[`/automations/${automation.id}`, `/events/${events[0]?.id}`],
  );
}

async function loaded(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('.skeleton') === null);
}

/** What a reader or a screen reader would stumble over. */
async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(rules);
  const { violations }: AxeResults = await page.evaluate(
    (options) => Reflect.get(globalThis, 'axe').run(document, options),
    { resultTypes: ['violations'] } satisfies RunOptions,
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`));
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`no page keeps anyone out, ${colorScheme}`, async () => {
    const page = await browser.open(house.url, '/', { colorScheme });
    await page.getByRole('heading', { name: 'Sign in to Signalbox' }).waitFor();
    const faults = (await faultsOf(page)).map((fault) => `sign-in: ${fault}`);
    await page.getByLabel('User', { exact: true }).fill('ada');
    await page.getByLabel('Password', { exact: true }).fill('lovelace');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Overview' }).waitFor();
    for (const path of paths) {
      await page.goto(house.url + path);
      await loaded(page);
      await page.getByRole('status').getByText('Live', { exact: true }).waitFor();
      faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`));
    }
    await page.goto(`${house.url}/automations`);
    await page.getByRole('button', { name: 'New automation' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('An automation needs a name.').waitFor();
    faults.push(...(await faultsOf(page)).map((fault) => `form: ${fault}`));
    assert.deepEqual(faults, []);
  });
}

test('every page fits a narrow screen', async () => {
  const page = await browser.open(house.url, '/', { width: 400 });
  await page.getByLabel('User', { exact: true }).fill('ada');
  await page.getByLabel('Password', { exact: true }).fill('lovelace');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  const tooWide: string[] = [];
  for (const path of paths) {
    await page.goto(house.url + path);
    await loaded(page);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 400) tooWide.push(`${path}: ${width}`);
  }
  assert.deepEqual(tooWide, []);
});
