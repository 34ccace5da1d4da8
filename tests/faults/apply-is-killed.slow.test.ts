// tests: kill -9 of the server or of the command line in the middle of an apply: the server has all of a manifest or nothing of it.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient } from '@signalbox/client';
import { eventually } from '@signalbox/testkit';
import { type Chance, chanceFrom } from './chance.ts';
import { apiUrl, EXECUTABLE, freePort, Home, Program, type ServerPlace, startServer } from './program.ts';

const DEPLOYMENTS = 300;
const ROUNDS = 10;
const FLOWS = 'from prefect import flow\n\n\n@flow\ndef etl(edition: int = 0):\n    return edition\n';

/** Every deployment, the variable and the pool of a manifest have the same number in them. */
const manifestOf = (edition: number): string =>
  JSON.stringify({
    name: 'killed',
    workPools: [{ name: 'local', type: 'process', concurrency_limit: edition }],
    variables: [{ name: 'edition', value: edition }],
    deployments: Array.from({ length: DEPLOYMENTS }, (_, place) => ({
      name: `number-${place}`,
      entrypoint: 'flows.py:etl',
      parameters: { edition },
      work_pool: { name: 'local' },
    })),
  });

async function editionsOn(place: ServerPlace): Promise<{ readonly deployments: number; readonly editions: unknown[] }> {
  const client = createClient({ api_url: apiUrl(place) });
  const pages = await Promise.all(
    [0, 200].map((offset) => client.deployments.filter({ body: { limit: 200, offset } })),
  );
  const deployments = pages.flat();
  const variables = await client.variables.filter({ body: {} });
  const pools = await client.work_pools.filter({ body: {} });
  const editions = [
    ...deployments.map(({ parameters }) => parameters.edition),
    ...variables.map(({ value }) => value),
    ...pools.map(({ concurrency_limit }) => concurrency_limit),
  ];
  return { deployments: deployments.length, editions: [...new Set(editions)] };
}

test(`in ${ROUNDS} rounds an apply of ${DEPLOYMENTS} deployments is killed at any moment, and never half of it is there`, async () => {
  using home = new Home();
  const place: ServerPlace = { home, port: await freePort(), database: join(home.path, 'signalbox.db') };
  const folder = join(home.path, 'project');
  mkdirSync(folder);
  writeFileSync(join(folder, 'flows.py'), FLOWS);
  await using programs = new AsyncDisposableStack();
  let server = programs.use(await startServer(place));
  const manifest = join(folder, 'signalbox.yaml');
  const apply = () =>
    programs.use(
      new Program(
        [process.execPath, EXECUTABLE, 'apply', '--file', manifest],
        home.environment({ SIGNALBOX_API_URL: apiUrl(place) }),
      ),
    );
  const chance: Chance = chanceFrom(1);
  let edition = 1;
  writeFileSync(manifest, manifestOf(edition));
  const began = performance.now();
  const first = apply();
  assert.equal((await first.ended).code, 0, first.output);
  const usual_ms = performance.now() - began;
  const outcomes = { before: 0, after: 0 };
  for (let round = 1; round <= ROUNDS; round++) {
    writeFileSync(manifest, manifestOf(edition + 1));
    const applying = apply();
    await chance.pause(usual_ms * 0.4, usual_ms * 1.2);
    const victim = round % 2 === 0 ? applying : server;
    if (victim.isRunning) await victim.kill();
    if (!server.isRunning) server = programs.use(await startServer(place));
    await applying.ended;
    const found = await eventually('the server to be at rest', () => editionsOn(place));
    assert.equal(found.deployments, DEPLOYMENTS);
    assert.equal(found.editions.length, 1, `round ${round}: editions ${found.editions} at once`);
    const isApplied = found.editions[0] === edition + 1;
    outcomes[isApplied ? 'after' : 'before'] += 1;
    if (isApplied) edition += 1;
  }
  assert.ok(outcomes.before >= 2 && outcomes.after >= 1, `killed at telling moments: ${JSON.stringify(outcomes)}`);
  writeFileSync(manifest, manifestOf(edition + 1));
  const last = apply();
  assert.equal((await last.ended).code, 0, last.output);
  assert.deepEqual(await editionsOn(place), { deployments: DEPLOYMENTS, editions: [edition + 1] });
});
