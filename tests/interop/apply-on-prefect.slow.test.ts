// tests: what a manifest declares is planned and applied on a real Prefect server, which has no transactions.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient } from '@signalbox/client';
import { isWrite } from '@signalbox/core';
import {
  ApplyError,
  applyPlan,
  applyProject,
  type PlanProjectOptions,
  planProject,
  readManifest,
  resolveProject,
} from '@signalbox/deploy';
import { startPrefectServer } from '../../conformance/transitions/prefect-server.ts';
import { prefectVenv } from './prefect-venv.ts';

const FLOWS = 'from prefect import flow\n\n\n@flow\ndef etl(days: int = 7):\n    return days\n';

const MANIFEST = `
name: shop
workPools:
  - {name: local, type: process, concurrency_limit: 4}
variables:
  - {name: region, value: eu}
blocks:
  - {name: token, type: secret, data: {value: s3cr3t}}
deployments:
  - name: hourly
    entrypoint: flows.py:etl
    tags: [a]
    parameters: {days: 3}
    schedules:
      - {cron: "0 * * * *", timezone: Europe/Berlin, slug: hourly}
      - {interval: 3600, anchor_date: "2026-01-01T00:00:00Z", active: false}
      - {rrule: FREQ=WEEKLY}
    concurrency_limit: 3
    work_pool: {name: local, job_variables: {env: {REGION: "{{ prefect.variables.region }}"}}}
    triggers:
      - {enabled: true, match: {prefect.resource.id: shop.shelf}, expect: [shop.sold], parameters: {days: 1}}
  - name: by-hand
    entrypoint: flows.py:etl
    work_pool: {name: local}
automations:
  - name: stop-at-night
    trigger: {type: event, posture: Reactive, expect: [shop.closed], threshold: 1, within: 0}
    actions: [{type: do-nothing}]
`;

test('on a Prefect server too a manifest is made, found unchanged, changed where it differs, pruned, and refused with what was done', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-apply-on-prefect-'));
  try {
    await using server = await startPrefectServer(await prefectVenv());
    const client = createClient({ api_url: server.url });
    const manifest = join(folder, 'signalbox.yaml');
    const resolved = async (text: string) => {
      await writeFile(join(folder, 'flows.py'), FLOWS);
      await writeFile(manifest, text);
      return resolveProject(client, await readManifest(manifest));
    };
    const writes = async (text: string, options: PlanProjectOptions = {}) =>
      (await planProject(client, await resolved(text), options)).changes
        .filter(isWrite)
        .map(({ action, kind, key }) => `${action} ${kind} ${key}`);
    const apply = async (text: string, options: PlanProjectOptions = {}) =>
      applyProject(client, await resolved(text), options);

    assert.equal((await apply(MANIFEST)).changes.filter(isWrite).length, 6);
    assert.deepEqual(await writes(MANIFEST), []);
    const edited = MANIFEST.replace('value: eu', 'value: us')
      .replace('[shop.sold]', '[shop.bought]')
      .replace('0 * * * *', '30 * * * *')
      .replace('limit: 4', 'limit: 5')
      .replace('s3cr3t', 'other')
      .replace('[shop.closed]', '[shop.shut]');
    assert.deepEqual(await writes(edited), [
      'update work-pool local',
      'update variable region',
      'update block secret/token',
      'update deployment etl/hourly',
      'update automation stop-at-night',
    ]);
    await apply(edited);
    assert.deepEqual(await writes(edited), []);
    const automations = await client.automations.filter({ body: {} });
    assert.equal(automations.length, 2, 'the trigger was replaced, not added');

    const byHandOnly =
      edited.slice(0, edited.indexOf('  - name: hourly')) + edited.slice(edited.indexOf('  - name: by-hand'));
    assert.deepEqual(await writes(byHandOnly, { prune: true }), ['delete deployment etl/hourly']);
    await apply(byHandOnly, { prune: true });
    assert.deepEqual(
      (await client.deployments.filter({ body: {} })).map(({ name }) => name),
      ['by-hand'],
    );

    const withoutPool = edited.replace(/^workPools:\n.*\n/m, '').replace('value: us', 'value: asia');
    const project = await resolved(withoutPool);
    const plan = await planProject(client, project);
    await client.work_pools.delete({ params: { name: 'local' } });
    await assert.rejects(applyPlan(client, project, plan), (error) => {
      assert.ok(error instanceof ApplyError);
      assert.match(error.message, /deployment etl\/hourly.*calls before it were carried out/s);
      return error.is_partly_applied;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
