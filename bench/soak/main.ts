// bench: whether the memory of a server stays what it is under a steady load.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { OwnPostgres } from '@signalbox/testkit';
import { startSignalboxServer } from '../servers/signalbox-server.ts';
import { growthInSecondHalf } from './growth.ts';
import { type Doing, load, PACES } from './load.ts';

const USAGE = `node --conditions=source bench/soak/main.ts [options]

Runs a server under a steady load of runs, logs, events, lists and websockets that come and go, and looks at its memory.
  --minutes <n>        how long; default 60
  --on-postgres        on a Postgres instead of a SQLite file
  --heap-growth <MB>   most that the heap after a collection may grow in the second half; default 8
  --rss-growth <MB>    most that the resident memory may grow in the second half; default 24

It exits with 1 when memory grows by more, when anything fails, and when less than half of the load was done.`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    'on-postgres': { type: 'boolean', default: false },
    'heap-growth': { type: 'string', default: '8' },
    'rss-growth': { type: 'string', default: '24' },
    help: { type: 'boolean', default: false },
  },
});

/** Of samples in a run, however long it is. */
const SAMPLES = 60;
const MEGABYTE = 1_000_000;

interface Memory {
  readonly seconds: number;
  readonly rss: number;
  readonly heap: number;
}

/** What the server wrote down; it may be in the middle of its last line. */
async function samplesOf(file: string): Promise<Memory[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Memory);
}

/** @returns whether it grew by no more than it may */
function tell(name: string, samples: readonly Memory[], of: (memory: Memory) => number, bound: number): boolean {
  const series = samples.map((memory) => ({ seconds: memory.seconds, value: of(memory) / MEGABYTE }));
  const shown = series.filter((_, index) => index % Math.ceil(series.length / 12) === 0 || index === series.length - 1);
  const growth = growthInSecondHalf(series);
  console.log(`${name}, MB: ${shown.map(({ value }) => value.toFixed(0)).join(' ')}`);
  console.log(`${name} grew by ${growth.toFixed(1)} MB in the second half; it may grow by ${bound} MB`);
  return growth <= bound;
}

async function main(): Promise<void> {
  await using opened = new AsyncDisposableStack();
  const minutes = Number(values.minutes);
  const folder = await mkdtemp(join(tmpdir(), 'signalbox-soak-'));
  opened.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const file = join(folder, 'memory');
  const probe = new URL(import.meta.resolve('./memory-probe.ts'));
  probe.searchParams.set('to', file);
  probe.searchParams.set('every', String((minutes * 60_000) / SAMPLES));
  const database_url = values['on-postgres'] ? opened.use(await OwnPostgres.start()).url : undefined;
  const server = opened.use(await startSignalboxServer({ database_url, node_arguments: [`--import=${probe.href}`] }));
  const { done, failures } = await load(server.api_url, minutes);
  const samples = await samplesOf(file);
  const results = [
    tell('heap after a collection', samples, ({ heap }) => heap, Number(values['heap-growth'])),
    tell('resident memory', samples, ({ rss }) => rss, Number(values['rss-growth'])),
  ];
  for (const [name, count] of Object.entries(done)) {
    const least = Math.floor((PACES[name as Doing] * minutes * 60) / 2);
    console.log(`${String(count).padStart(8)} ${name}; at least ${least} are asked for`);
    results.push(count >= least);
  }
  console.log(`${failures.length} failed${failures.length > 0 ? `, the first: ${failures[0]}` : ''}`);
  if (failures.length > 0 || results.includes(false)) process.exitCode = 1;
}

if (values.help) console.log(USAGE);
else await main();
