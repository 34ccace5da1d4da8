// tests: the server's clock is set by an hour, forwards and back, while runs go on: none is given up, none is stuck.
import assert from 'node:assert/strict';
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createClient } from '@signalbox/client';
import { eventually } from '@signalbox/testkit';
import { chanceFrom } from './chance.ts';
import { Ledger } from './ledger.ts';
import { apiUrl, freePort, Home, Program, type ServerPlace, serverCommand, untilHealthy } from './program.ts';
import { reportRun } from './reporter.ts';

const EXECUTABLE = join(import.meta.dirname, '../../apps/signalbox/bin/signalbox.js');
/** Debian's `libfaketime`, which sets the clock of a single process; a monotonic clock goes on as it does in truth. */
const [LIBRARY] = globSync('/usr/lib/*/faketime/libfaketime.so.1');
const HOUR_SECONDS = 3_600;
const RUNS = 40;
const LEASE_SECONDS = 3;

/** A server whose clock is as many seconds ahead as the file says. */
async function startServerBy(place: ServerPlace, clockFile: string): Promise<Program> {
  assert.ok(LIBRARY, 'libfaketime is not installed: apt-get install libfaketime');
  const environment = place.home.environment({
    LD_PRELOAD: LIBRARY,
    FAKETIME_TIMESTAMP_FILE: clockFile,
    FAKETIME_NO_CACHE: '1',
    FAKETIME_DONT_FAKE_MONOTONIC: '1',
  });
  const server = new Program([process.execPath, EXECUTABLE, ...serverCommand(place)], environment);
  await untilHealthy(place, server);
  return server;
}

for (const [name, step] of [
  ['forwards', HOUR_SECONDS],
  ['back', -HOUR_SECONDS],
] as const) {
  test(`the clock is set an hour ${name} while ${RUNS} runs report: all complete, and who is lost is noticed in time`, async () => {
    using home = new Home();
    const place: ServerPlace = { home, port: await freePort(), database: join(home.path, 'signalbox.db') };
    const clockFile = join(home.path, 'clock');
    const set = (seconds: number) => writeFileSync(clockFile, `${seconds < 0 ? '' : '+'}${seconds}s\n`);
    set(0);
    await using server = await startServerBy(place, clockFile);
    const client = createClient({ api_url: apiUrl(place) });
    const time = async () =>
      Date.parse((await client.flows.create({ body: { name: crypto.randomUUID() } })).created ?? '');
    const { id: flow_id } = await client.flows.create({ body: { name: 'reporting' } });
    const claimed = async (holder: string) => {
      const { id } = await client.flow_runs.create({ body: { flow_id, state: { type: 'RUNNING' } } });
      const lease = await client.flow_run_leases.claim({
        params: { id },
        body: { holder, duration_seconds: LEASE_SECONDS },
      });
      return { id, body: { holder, fencing_number: lease.fencing_number, duration_seconds: LEASE_SECONDS } };
    };
    const kept = await claimed('alive');
    const lost = await claimed('dead');
    const refusals: unknown[] = [];
    const renewing = setInterval(() => {
      client.flow_run_leases
        .renew({ params: { id: kept.id }, body: kept.body })
        .catch((error: unknown) => refusals.push(error));
    }, 500);
    try {
      const ledger = new Ledger();
      const chance = chanceFrom(11);
      const reporting = Promise.all(Array.from({ length: RUNS }, () => reportRun({ client, flow_id, ledger, chance })));
      await chance.pause(600, 800);
      assert.ok(ledger.endedRuns < RUNS, 'the clock was set while runs reported');
      const before = await time();
      set(step);
      const moved = (await time()) - before;
      assert.ok(Math.abs(moved / 1_000 - step) < 60, `the clock of the server moved by ${moved} ms`);
      await reporting;
      await ledger.assertAllThere(client);
      const stateOf = async (id: typeof kept.id) => (await client.flow_runs.read({ params: { id } })).state_type;
      // The lease that was running out when the clock was set lasts as long as one does, and not an hour.
      await eventually('the end of the run that was lost', async () => (await stateOf(lost.id)) === 'CRASHED', 60_000);
      assert.equal(await stateOf(kept.id), 'RUNNING');
      assert.deepEqual(refusals, []);
    } finally {
      clearInterval(renewing);
    }
    server.send('SIGTERM');
    assert.equal((await server.ended).code, 0, server.output);
  });
}
