// bench: fills a database with runs of ninety days, straight into the tables of the store.
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { parseArgs } from 'node:util';
import { startSignalboxServer } from '../servers/signalbox-server.ts';

const DAYS = 90;
const DAY_MILLISECONDS = 86_400_000;
const RUNS_IN_TRANSACTION = 10_000;
const TASK_RUNS_PER_FLOW_RUN = 4;
const DEPLOYMENTS = 50;
const FLOWS = 20;

/** Of 100 runs; the last ones are still to come. */
const STATES = [
  { type: 'COMPLETED', name: 'Completed', of_100: 88 },
  { type: 'FAILED', name: 'Failed', of_100: 6 },
  { type: 'CRASHED', name: 'Crashed', of_100: 2 },
  { type: 'CANCELLED', name: 'Cancelled', of_100: 2 },
  { type: 'SCHEDULED', name: 'Scheduled', of_100: 2 },
] as const;

type Row = Readonly<Record<string, SQLInputValue>>;

/** As the store has it: with microseconds. */
const timestamp = (milliseconds: number): string => new Date(milliseconds).toISOString().replace('Z', '000Z');

const stateOf = (index: number) => {
  let rest = (index * 37) % 100;
  for (const state of STATES) {
    if (rest < state.of_100) return state;
    rest -= state.of_100;
  }
  throw new Error('the shares of the states do not add up to 100');
};

/** Inserts rows of one shape into one table. */
function inserter(database: DatabaseSync, table: string, sample: Row): (row: Row) => void {
  const columns = Object.keys(sample);
  const names = columns.map((column) => `"${column}"`).join(', ');
  const statement = database.prepare(`insert into ${table} (${names}) values (${columns.map(() => '?').join(', ')})`);
  return (row) => {
    statement.run(...columns.map((column) => row[column] ?? null));
  };
}

/** The table's columns, so that each is named even where a row leaves it null. */
function columnsOf(database: DatabaseSync, table: string): Row {
  const columns = database.prepare(`select name from pragma_table_info(?)`).all(table);
  return Object.fromEntries(columns.map(({ name }) => [String(name), null]));
}

interface Home {
  readonly deployment_id: string;
  readonly flow_id: string;
}

function runRows(index: number, start: number, { deployment_id, flow_id }: Home, now: number) {
  const state = stateOf(index);
  const waits = state.type === 'SCHEDULED';
  const expected = waits ? now + DAY_MILLISECONDS + index * 10 : start;
  const ended = expected + 5_000 + (index % 600) * 100;
  const times = {
    created: timestamp(Math.min(expected, now)),
    updated: timestamp(Math.min(ended, now)),
    state_type: state.type,
    state_name: state.name,
    state_timestamp: timestamp(waits ? now : ended),
    expected_start_time: timestamp(expected),
    next_scheduled_start_time: waits ? timestamp(expected) : null,
    start_time: waits ? null : timestamp(expected + 900),
    end_time: waits ? null : timestamp(ended),
    total_run_time: waits ? 0 : (ended - expected - 900) / 1_000,
    run_count: waits ? 0 : 1,
    empirical_policy: '{}',
    labels: '{}',
  };
  const flow_run = {
    ...times,
    id: randomUUID(),
    name: `run-${index.toString(36)}-${index % 977}`,
    flow_id,
    deployment_id: index % 10 === 0 ? null : deployment_id,
    state_id: randomUUID(),
    parameters: '{"day":"monday"}',
    context: '{}',
    tags: index % 5 === 0 ? '["nightly","team-a"]' : '[]',
    auto_scheduled: index % 2,
  };
  const count = waits ? 0 : TASK_RUNS_PER_FLOW_RUN;
  const task_runs = Array.from({ length: count }, (_, ordinal) => ({
    ...times,
    id: randomUUID(),
    name: `load-${ordinal}`,
    flow_run_id: flow_run.id,
    task_key: 'load',
    dynamic_key: String(ordinal),
    tags: '[]',
    task_inputs: '{}',
    state_id: randomUUID(),
    flow_run_run_count: 1,
  }));
  return { flow_run, task_runs };
}

const stateRow = (run: { state_id: string; state_type: string; state_name: string; state_timestamp: string }) => ({
  id: run.state_id,
  type: run.state_type,
  name: run.state_name,
  timestamp: run.state_timestamp,
  state_details: '{}',
});

function seedHomes(database: DatabaseSync, created: string): Home[] {
  const flow = inserter(database, 'flows', columnsOf(database, 'flows'));
  const deployment = inserter(database, 'deployments', columnsOf(database, 'deployments'));
  const row = { created, updated: created, tags: '[]', labels: '{}' };
  const flow_ids = Array.from({ length: FLOWS }, (_, index) => {
    const id = randomUUID();
    flow({ ...row, id, name: `flow-${index}` });
    return id;
  });
  return Array.from({ length: DEPLOYMENTS }, (_, index) => {
    const id = randomUUID();
    const flow_id = flow_ids[index % FLOWS] ?? '';
    const rest = { paused: 0, enforce_parameter_schema: 1, parameters: '{}', job_variables: '{}', status: 'READY' };
    deployment({ ...row, ...rest, id, flow_id, name: `deployment-${index}` });
    return { deployment_id: id, flow_id };
  });
}

/**
 * Makes a database with `flow_runs` runs of flows, four runs of tasks each, and their states.
 * @throws Error when the file is there already
 */
export async function seed(path: string, flow_runs: number): Promise<void> {
  if (existsSync(path)) throw new Error(`${path} is there already: name a file that is not`);
  // The server makes the tables.
  await (await startSignalboxServer({ database_path: path }))[Symbol.asyncDispose]();
  using database = new DatabaseSync(path);
  database.exec('pragma synchronous = off; pragma cache_size = -256000');
  const into = (table: string) => inserter(database, table, columnsOf(database, table));
  const flowRun = into('flow_runs');
  const flowRunState = into('flow_run_states');
  const taskRun = into('task_runs');
  const taskRunState = into('task_run_states');
  const now = Date.now();
  const homes = seedHomes(database, timestamp(now));
  for (let first = 0; first < flow_runs; first += RUNS_IN_TRANSACTION) {
    database.exec('begin');
    for (let index = first; index < Math.min(flow_runs, first + RUNS_IN_TRANSACTION); index += 1) {
      const start = now - DAYS * DAY_MILLISECONDS * (1 - index / flow_runs);
      const home = homes[(index * 7) % DEPLOYMENTS];
      if (!home) throw new Error('no deployment was made');
      const rows = runRows(index, start, home, now);
      flowRun(rows.flow_run);
      flowRunState({ ...stateRow(rows.flow_run), flow_run_id: rows.flow_run.id, fired: '[]' });
      for (const run of rows.task_runs) {
        taskRun(run);
        taskRunState({ ...stateRow(run), task_run_id: run.id });
      }
    }
    database.exec('commit');
  }
}

if (import.meta.main) {
  const { values } = parseArgs({
    options: { 'flow-runs': { type: 'string', default: '200000' }, database: { type: 'string' } },
  });
  if (values.database === undefined)
    throw new Error('name the file: node --conditions=source bench/scale/seed.ts --database FILE [--flow-runs N]');
  await seed(values.database, Number(values['flow-runs']));
}
