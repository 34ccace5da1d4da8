// tests: no space for the database while runs report: 503 with a reason, nothing acknowledged is lost, and it heals by itself.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Client, createClient, ResponseError } from '@signalbox/client';
import type { FlowId } from '@signalbox/contract';
import { Ledger } from './ledger.ts';
import { apiUrl, freePort, Home, type ServerPlace, startServer } from './program.ts';
import { mayMount, mountSmallDisk } from './small-disk.ts';

const LINE = 'x'.repeat(20_000);
/** What is left free: room for a few runs and their lines. */
const FREE_BYTES = 1_200_000;
/** Far more than fits in there. */
const WRITES_AT_MOST = 1_000;

/** Writes runs with logs until the server refuses, and notes what it acknowledged. Answers the refusal. */
async function writeUntilRefused(client: Client, flow_id: FlowId, ledger: Ledger): Promise<ResponseError> {
  for (let write = 0; write < WRITES_AT_MOST; write++) {
    try {
      const { id, state } = await client.flow_runs.create({ body: { flow_id, state: { type: 'PENDING' } } });
      const acknowledged = ledger.created(id);
      if (state) acknowledged.state_ids.push(state.id);
      const message = `${randomUUID()} ${LINE}`;
      const timestamp = new Date().toISOString();
      await client.logs.create({ body: [{ name: 'faults', level: 20, message, timestamp, flow_run_id: id }] });
      acknowledged.log_lines.push(message);
    } catch (error) {
      if (error instanceof ResponseError) return error;
      throw error;
    }
  }
  throw new Error(`${WRITES_AT_MOST} writes fitted where there was to be no space`);
}

/** Answers the refusal of the first request that found no space. */
async function proveHealing(place: ServerPlace, takeSpace: () => void, giveSpace: () => void): Promise<ResponseError> {
  const client = createClient({ api_url: apiUrl(place), retries: 0 });
  const { id: flow_id } = await client.flows.create({ body: { name: 'writing' } });
  const ledger = new Ledger();
  takeSpace();
  const refusal = await writeUntilRefused(client, flow_id, ledger);
  const before = ledger.runs.size;
  assert.equal(refusal.status, 503, refusal.message);
  assert.ok(before >= 3, `${before} runs were acknowledged before there was no space`);
  await ledger.assertAllThere(client);
  assert.equal((await writeUntilRefused(client, flow_id, ledger)).status, 503);
  giveSpace();
  for (let run = 0; run < 3; run++)
    ledger.created((await client.flow_runs.create({ body: { flow_id, state: { type: 'PENDING' } } })).id);
  await ledger.assertAllThere(client);
  return refusal;
}

async function restartAndRead(place: ServerPlace): Promise<number> {
  await using _server = await startServer(place);
  // Awaited here: the server ends with this function.
  return await createClient({ api_url: apiUrl(place) }).flow_runs.count({ body: {} });
}

// Only root may mount a disk of its own; the second test needs no right.
if (mayMount()) {
  test('a full disk: 503 that says so, nothing acknowledged is lost, and writing goes on when there is space', async () => {
    using home = new Home();
    using disk = mountSmallDisk(home);
    const place: ServerPlace = { home, port: await freePort(), database: join(disk.path, 'signalbox.db') };
    await using server = await startServer(place);
    const refusal = await proveHealing(place, () => disk.fill(FREE_BYTES), disk.free);
    assert.match(refusal.detail, /disk is full.*free some space/);
    const count = await createClient({ api_url: apiUrl(place) }).flow_runs.count({ body: {} });
    await server.kill();
    assert.equal(await restartAndRead(place), count);
  });
}

test('files that may not grow: 503 that says so, nothing acknowledged is lost, and writing goes on when they may', async () => {
  using home = new Home();
  const place: ServerPlace = { home, port: await freePort(), database: join(home.path, 'signalbox.db') };
  await using server = await startServer(place);
  const limit = (bytes: number | 'unlimited'): void =>
    void execFileSync('prlimit', ['--pid', String(server.pid), `--fsize=${bytes}:unlimited`]);
  const largest = (): number =>
    Math.max(...[place.database, `${place.database}-wal`].map((path) => statSync(path).size));
  const refusal = await proveHealing(
    place,
    () => limit(largest() + FREE_BYTES),
    () => limit('unlimited'),
  );
  assert.match(refusal.detail, /signalbox\.db/);
  const count = await createClient({ api_url: apiUrl(place) }).flow_runs.count({ body: {} });
  await server.kill();
  assert.equal(await restartAndRead(place), count);
});
