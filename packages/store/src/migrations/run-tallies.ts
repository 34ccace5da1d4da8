// store: tables that count the runs that have ended by hour and by minute, and the triggers that keep them.
import { asPostgresHasIt } from '../dialect/postgres/vocabulary.ts';

const ENDED = `('COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED')`;

/** Characters of a time that name its hour or its minute: `2026-01-01T00` and `2026-01-01T00:00`. */
const SPANS = { hour: 13, minute: 16 } as const;

/** Which runs are counted where, and by which of their times. */
const TABLES = [
  { runs: 'flow_runs', tallies: 'flow_run_tallies', times: ['expected_start_time'], isSubflow: 'parent_task_run_id' },
  { runs: 'task_runs', tallies: 'task_run_tallies', times: ['expected_start_time', 'start_time'], isSubflow: null },
] as const;

type Table = (typeof TABLES)[number];

const CHANGING = 'state_type, state_name, expected_start_time, start_time, total_run_time';

const KEY = '"counted_by", "span", "starts", "state_type", "state_name", "is_subflow", "writer"';

const SUMS = ['count_runs', 'run_time_microseconds', 'lateness_microseconds'] as const;

/**
 * The values that count a run, a row for each time and span. On Postgres two transactions must not change the same row:
 * each connection counts in rows of its own.
 * @param run `new`, `old`, or a table of runs
 */
function countsOf({ times, isSubflow }: Table, run: string, sign: '' | '-', postgres: boolean): string[] {
  const [integer, greatest, writer] = postgres ? ['bigint', 'greatest', 'pg_backend_pid()'] : ['integer', 'max', '0'];
  const microseconds = (seconds: string) => `cast(round((${seconds}) * 1000000.0) as ${integer})`;
  const lateness = `unixepoch(${run}.start_time, 'subsec') - unixepoch(${run}.expected_start_time, 'subsec')`;
  const subflow = isSubflow === null ? '0' : `case when ${run}.${isSubflow} is null then 0 else 1 end`;
  return times.flatMap((time) =>
    Object.entries(SPANS).map(
      ([span, length]) =>
        `'${time}', '${span}', coalesce(substr(${run}.${time}, 1, ${length}), ''), ${run}.state_type, coalesce(${run}.state_name, ''), ${subflow}, ${writer},
         ${sign}1, ${sign}${microseconds(`${run}.total_run_time`)}, ${sign}${greatest}(0, coalesce(${microseconds(lateness)}, 0))`,
    ),
  );
}

const COLUMNS = [...KEY.split(', '), ...SUMS.map((sum) => `"${sum}"`)].join(', ');

/** The statements of a trigger that counts a run, or takes it away again. */
function counting(table: Table, run: 'new' | 'old', postgres: boolean): string {
  const sums = SUMS.map((sum) => `"${sum}" = ${table.tallies}."${sum}" + excluded."${sum}"`).join(', ');
  return countsOf(table, run, run === 'new' ? '' : '-', postgres)
    .map(
      (values) =>
        `insert into ${table.tallies} (${COLUMNS}) values (${values}) on conflict (${KEY}) do update set ${sums};`,
    )
    .join('\n');
}

/** When a run is counted or taken away; of an update that leaves it ended, first the one and then the other. */
const TRIGGERS = [
  { name: 'removed', event: 'delete', run: 'old' },
  { name: 'left', event: `update of ${CHANGING}`, run: 'old' },
  { name: 'ended', event: `update of ${CHANGING}`, run: 'new' },
  { name: 'added', event: 'insert', run: 'new' },
] as const;

function triggersOf(table: Table, postgres: boolean): string[] {
  const { runs, tallies } = table;
  const functions = (['new', 'old'] as const).map(
    (run) =>
      `create function ${tallies}_of_${run}() returns trigger language plpgsql as $$ begin ${counting(table, run, true)} return null; end $$`,
  );
  const triggers = TRIGGERS.map(({ name, event, run }) => {
    const head = `create trigger ${tallies}_${name} after ${event} on ${runs} for each row`;
    return postgres
      ? `${head} when (${run}.state_type in ${ENDED}) execute function ${tallies}_of_${run}()`
      : `${head} when ${run}.state_type in ${ENDED} begin ${counting(table, run, false)} end`;
  });
  return [...(postgres ? functions : []), ...triggers];
}

/** The runs that have ended before there were tallies. */
function countOfAll(table: Table, postgres: boolean): string[] {
  const sums = SUMS.map((sum) => `sum("${sum}")`).join(', ');
  const names = COLUMNS.replaceAll('"', '');
  return countsOf(table, table.runs, '', postgres).map(
    (values) =>
      `with counted (${names}) as (select ${values} from ${table.runs} where state_type in ${ENDED})
       insert into ${table.tallies} (${COLUMNS}) select ${KEY}, ${sums} from counted group by ${KEY}`,
  );
}

/** The statements that count all runs that have ended, into tallies that are empty. */
export const tallyEndedRuns = (postgres: boolean): string[] => TABLES.flatMap((table) => countOfAll(table, postgres));

/** The statements that make the tables, fill them, and keep them from then on. */
export const runTallies = (postgres: boolean): string[] =>
  TABLES.flatMap((table) => {
    const created = `create table ${table.tallies} (
      "counted_by" text not null,
      "span" text not null,
      "starts" text not null,
      "state_type" text not null,
      "state_name" text not null,
      "is_subflow" integer not null,
      "writer" integer not null,
      "count_runs" integer not null,
      "run_time_microseconds" integer not null,
      "lateness_microseconds" integer not null,
      primary key (${KEY})
    ) without rowid`;
    return [
      postgres ? asPostgresHasIt(created) : created,
      ...countOfAll(table, postgres),
      ...triggersOf(table, postgres),
    ];
  });
