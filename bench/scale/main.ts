// bench: how long lists, counts and histories take in a large database.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OwnPostgres } from '@signalbox/testkit';
import { type Connection, openConnection } from '../api/connection.ts';
import { startSignalboxServer } from '../servers/signalbox-server.ts';
import { besideEmpty } from './beside-empty.ts';
import { type ScaleRequest, scaleRequests } from './requests.ts';
import { type SeedPlace, seed } from './seed.ts';

const USAGE = `node --conditions=source bench/scale/main.ts [options]

Seeds a database, asks for every list, count and history in turn, and prints the slowest first; then compares claims,
creates and transitions with those in an empty database.
  --flow-runs <n>     runs of flows that are seeded, with four runs of tasks each; default 200000
  --database <file>   a file that bench/scale/seed.ts has made, which is kept
  --on-postgres       seeds and measures a Postgres
  --url <url>         a Postgres that bench/scale/seed.ts has filled, which is kept
  --repeat <n>        times that each request is sent; default 10
  --limit <ms>        the p95 above which a request counts as slow; by default 200
  --ratio <n>         how many times as long as in an empty database a write may take; by default 2
  --only <words>      only lists, counts and histories whose name contains one of these, separated by commas
  --profile <folder>  writes a CPU profile of the server

It exits with 1 when a request fails or takes too long.`;

const { values } = parseArgs({
  options: {
    'flow-runs': { type: 'string', default: '200000' },
    database: { type: 'string' },
    'on-postgres': { type: 'boolean', default: false },
    repeat: { type: 'string', default: '10' },
    limit: { type: 'string', default: '200' },
    ratio: { type: 'string', default: '2' },
    url: { type: 'string' },
    only: { type: 'string', default: '' },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

interface Timing {
  readonly name: string;
  readonly p50_ms: number;
  readonly p95_ms: number;
}

const quantile = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

/** @throws Error when it is not answered by 200 */
async function timed(connection: Connection, { name, path, body }: ScaleRequest, repeat: number): Promise<Timing> {
  const text = JSON.stringify(body);
  const samples: number[] = [];
  for (let turn = 0; turn < repeat; turn += 1) {
    const started = performance.now();
    const answer = await connection.send({ method: 'POST', path, body: text });
    if (answer.status !== 200)
      throw new Error(`${name}: POST ${path} answered ${answer.status}: ${JSON.stringify(answer.body).slice(0, 300)}`);
    samples.push(performance.now() - started);
  }
  samples.sort((one, other) => one - other);
  return { name, p50_ms: quantile(samples, 0.5), p95_ms: quantile(samples, 0.95) };
}

/** @throws Error when the database has no deployment */
async function anyDeployment(connection: Connection): Promise<string> {
  const { body } = await connection.send({ method: 'POST', path: '/deployments/filter', body: '{"limit":1}' });
  const [first]: unknown[] = Array.isArray(body) ? body : [];
  if (typeof first === 'object' && first !== null && 'id' in first && typeof first.id === 'string') return first.id;
  throw new Error('the database has no deployment: make one with bench/scale/seed.ts');
}

/** What is named, else a database of its own that is gone at the end. */
async function place(opened: AsyncDisposableStack): Promise<SeedPlace> {
  const { database, url } = values;
  if (database !== undefined) return { database_path: database };
  if (url !== undefined) return { database_url: url };
  const made = values['on-postgres']
    ? { database_url: await ownPostgres(opened) }
    : { database_path: await ownFile(opened) };
  await seed(made, Number(values['flow-runs']));
  return made;
}

async function ownPostgres(opened: AsyncDisposableStack): Promise<string> {
  return opened.use(await OwnPostgres.start()).url;
}

async function ownFile(opened: AsyncDisposableStack): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-scale-'));
  opened.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return join(folder, 'scale.db');
}

/** An empty database of the same kind. */
async function openEmpty(opened: AsyncDisposableStack, isPostgres: boolean): Promise<Connection> {
  const database_url = isPostgres ? await ownPostgres(opened) : undefined;
  return opened.use(openConnection(opened.use(await startSignalboxServer({ database_url })).api_url));
}

const figure = (value: number): string => value.toFixed(1).padStart(9);

/** @returns how many are slower than they may be */
async function reads(connection: Connection): Promise<number> {
  const words = values.only.split(',');
  const requests = scaleRequests(Date.now(), await anyDeployment(connection)).filter(({ name }) =>
    words.some((word) => name.includes(word)),
  );
  const timings: Timing[] = [];
  for (const request of requests) timings.push(await timed(connection, request, Number(values.repeat)));
  timings.sort((one, other) => other.p95_ms - one.p95_ms);
  for (const { name, p50_ms, p95_ms } of timings) console.log(`${figure(p50_ms)} ${figure(p95_ms)}  ${name}`);
  const limit = Number(values.limit);
  const slow = timings.filter(({ p95_ms }) => p95_ms > limit);
  console.log(`\np50 and p95 in ms; ${slow.length} of ${timings.length} requests are above ${limit} ms\n`);
  return slow.length;
}

/** @returns how many are slower than they may be */
async function writes(large: Connection, empty: Connection): Promise<number> {
  const ratios = await besideEmpty(large, empty);
  for (const { name, large_ms, empty_ms, ratio } of ratios)
    console.log(`${figure(large_ms)} ${figure(empty_ms)} ${ratio.toFixed(2).padStart(6)}  ${name}`);
  const limit = Number(values.ratio);
  const slow = ratios.filter(({ ratio }) => ratio > limit);
  console.log(
    `\np50 in ms, here and in an empty database; ${slow.length} of ${ratios.length} take more than ${limit} times as long`,
  );
  return slow.length;
}

async function main(): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const where = await place(opened);
  const server = opened.use(await startSignalboxServer({ ...where, profile_directory: values.profile }));
  const connection = opened.use(openConnection(server.api_url));
  let slow = await reads(connection);
  if (values.only === '') slow += await writes(connection, await openEmpty(opened, 'database_url' in where));
  if (slow > 0) process.exitCode = 1;
}

if (values.help) console.log(USAGE);
else await main();
