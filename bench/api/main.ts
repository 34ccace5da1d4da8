// bench: requests per second of a Prefect-compatible server, ours beside a real Prefect or any by its URL.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { OwnPostgres } from '@signalbox/testkit';
import { prefectVenv, startPrefectServer } from '../servers/prefect-server.ts';
import type { MeasuredServer } from '../servers/server-process.ts';
import { startSignalboxServer } from '../servers/signalbox-server.ts';
import { openConnection } from './connection.ts';
import { drive, type Result } from './drive.ts';
import { MEASURES, type Measure } from './measures.ts';
import { ratios, report } from './report.ts';
import { buildYard, type Yard } from './yard.ts';

const USAGE = `node --conditions=source bench/api/main.ts [options]

Without options: our server alone, on a database of its own.
  --beside-prefect    a real Prefect server too, measured in turn (PREFECT_VENV names its Python environment)
  --on-postgres       both on one Postgres instead of SQLite files
  --url <api url>     a server that runs already, for instance http://127.0.0.1:4200/api
  --seconds <n>       for each measurement; default 4
  --clients <list>    default 1,16
  --only <words>      only measures whose name contains one of these, separated by commas
  --output json       instead of a table
  --smoke             our server alone, a second in all: every request must succeed
  --profile <folder>  writes a CPU profile of our server`;

/** Of all measurements of a smoke run together. */
const SMOKE_SECONDS = 1;

const { values } = parseArgs({
  options: {
    'beside-prefect': { type: 'boolean', default: false },
    'on-postgres': { type: 'boolean', default: false },
    url: { type: 'string' },
    seconds: { type: 'string', default: '4' },
    clients: { type: 'string', default: '1,16' },
    only: { type: 'string', default: '' },
    output: { type: 'string', default: 'table' },
    smoke: { type: 'boolean', default: false },
    profile: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

interface Subject {
  readonly server: MeasuredServer;
  readonly yard: Yard;
}

const measures = MEASURES.filter(({ name }) => values.only.split(',').some((word) => name.includes(word)));
const clientCounts = values.clients.split(',').map(Number);

async function prepared(server: MeasuredServer): Promise<Subject> {
  using connection = openConnection(server.api_url);
  return { server, yard: await buildYard(connection, Math.max(...clientCounts)) };
}

/** Servers take turns within each measure, so that neither has the quieter half of the machine's time. */
async function measureAll(subjects: readonly Subject[], seconds: number): Promise<Result[]> {
  const results: Result[] = [];
  const measureOne = async (measure: Measure, clients: number, { server, yard }: Subject): Promise<void> => {
    results.push(await drive({ server: server.name, api_url: server.api_url, measure, yard, clients, seconds }));
  };
  for (const measure of measures)
    for (const clients of clientCounts) for (const subject of subjects) await measureOne(measure, clients, subject);
  return results;
}

function show(subjects: readonly Subject[], results: readonly Result[]): void {
  const names = subjects.map(({ server }) => server.name);
  const machine = { processors: availableParallelism(), node: process.version };
  if (values.output === 'json') {
    const [ours = '', other = ''] = names;
    const of = (name: string) => results.filter(({ server }) => server === name);
    const times = [...ratios(of(ours), of(other))].map(([{ measure, clients }, ratio]) => ({
      measure,
      clients,
      ratio,
    }));
    console.log(JSON.stringify({ date: new Date().toISOString(), machine, results, ratios: times }, null, 2));
    return;
  }
  console.log(report(names, results));
  console.log(`\n${new Date().toISOString().slice(0, 10)}, ${machine.processors} processors, Node ${machine.node}`);
}

async function main(): Promise<void> {
  await using servers = new AsyncDisposableStack();
  const started: MeasuredServer[] = [];
  if (values.url !== undefined) {
    started.push({ name: values.url, api_url: values.url, [Symbol.asyncDispose]: async () => {} });
  } else {
    // Its tables and those of Prefect lie in schemas of their own.
    const database_url = values['on-postgres'] ? servers.use(await OwnPostgres.start()).url : undefined;
    started.push(servers.use(await startSignalboxServer({ profile_directory: values.profile, database_url })));
    if (values['beside-prefect']) started.push(servers.use(await startPrefectServer(prefectVenv(), database_url)));
  }
  const seconds = values.smoke ? SMOKE_SECONDS / (measures.length * clientCounts.length) : Number(values.seconds);
  const subjects: Subject[] = [];
  for (const server of started) subjects.push(await prepared(server));
  const results = await measureAll(subjects, seconds);
  show(subjects, results);
  const [ours] = started;
  const failed = results.filter(({ server, errors }) => server === ours?.name && errors > 0);
  if (failed.length > 0) process.exitCode = 1;
}

if (values.help) console.log(USAGE);
else await main();
