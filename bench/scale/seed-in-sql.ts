// bench: ninety days of runs, as statements that the database fills its own tables by.

const DAY_MILLISECONDS = 86_400_000;
const DAYS = 90;
export const TASK_RUNS_PER_FLOW_RUN = 4;
export const DEPLOYMENTS = 50;

/** Of 100 runs; the last ones are still to come. */
const STATES = [
  { type: 'COMPLETED', name: 'Completed', of_100: 88 },
  { type: 'FAILED', name: 'Failed', of_100: 6 },
  { type: 'CRASHED', name: 'Crashed', of_100: 2 },
  { type: 'CANCELLED', name: 'Cancelled', of_100: 2 },
  { type: 'SCHEDULED', name: 'Scheduled', of_100: 2 },
] as const;

/** How the two databases say the same. */
export interface SeedDialect {
  /** A query of the numbers from one to another. */
  numbers(from: number, to: number): string;
  /** A number as that many hexadecimal digits. */
  hex(number: string, digits: number): string;
  /** A time in milliseconds since 1970 as the store has it: with microseconds. */
  time(milliseconds: string): string;
}

export const SQLITE: SeedDialect = {
  numbers: (from, to) => `select ${from} union all select i + 1 from numbers where i < ${to}`,
  hex: (number, digits) => `printf('%0${digits}x', ${number})`,
  time: (milliseconds) => `strftime('%Y-%m-%dT%H:%M:%f', (${milliseconds}) / 1000.0, 'unixepoch') || '000Z'`,
};

export const POSTGRES: SeedDialect = {
  numbers: (from, to) => `select * from generate_series(${from}::bigint, ${to}::bigint)`,
  hex: (number, digits) => `lpad(to_hex(${number}), ${digits}, '0')`,
  time: (milliseconds) =>
    `to_char(to_timestamp((${milliseconds}) / 1000.0) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
};

/** One of the shares of the states, by the number of a run. */
function byState(value: (state: (typeof STATES)[number]) => string): string {
  let share = 0;
  const cases = STATES.map((state) => {
    share += state.of_100;
    return `when share < ${share} then '${value(state)}'`;
  });
  return `case ${cases.join(' ')} end`;
}

/** An odd number: the product of it and a number of a run, of which 48 bits are kept, is another for each run. */
const SCATTER = 25_214_903_917;
const BITS_48 = 2 ** 48;

/**
 * An id in the order of time, as servers and clients give them.
 * @param kind a hexadecimal digit that ids of one table have in common, from 8 to b
 */
const id = (dialect: SeedDialect, milliseconds: string, kind: string, ordinal: string): string => {
  const time = dialect.hex(milliseconds, 12);
  const scattered = dialect.hex(`((${ordinal}) * ${SCATTER}) % ${BITS_48}`, 12);
  return `substr(${time}, 1, 8) || '-' || substr(${time}, 9) || '-7${kind}00-${kind}000-' || ${scattered}`;
};

export interface SeedSize {
  readonly flow_runs: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Fills `flow_runs` from the deployments `deployment-0` to `deployment-49`. */
function flowRuns(dialect: SeedDialect, { flow_runs, now }: SeedSize): string {
  const length = DAYS * DAY_MILLISECONDS;
  const columns = {
    id: id(dialect, 'created_ms', '8', 'i'),
    created: dialect.time('created_ms'),
    updated: dialect.time('case when waits = 1 then created_ms else ended_ms end'),
    name: `'run-' || ${dialect.hex('i', 6)} || '-' || (i % 977)`,
    flow_id: 'deployments.flow_id',
    deployment_id: 'case when i % 10 = 0 then null else deployments.id end',
    work_queue_id: 'case when i % 10 = 0 then null else deployments.work_queue_id end',
    work_queue_name: 'case when i % 10 = 0 then null else deployments.work_queue_name end',
    state_id: id(dialect, 'created_ms', '9', 'i'),
    state_type: byState(({ type }) => type),
    state_name: byState(({ name }) => name),
    state_timestamp: dialect.time('case when waits = 1 then created_ms else ended_ms end'),
    expected_start_time: dialect.time('expected_ms'),
    next_scheduled_start_time: `case when waits = 1 then ${dialect.time('expected_ms')} end`,
    start_time: `case when waits = 0 then ${dialect.time('expected_ms + 900')} end`,
    end_time: `case when waits = 0 then ${dialect.time('ended_ms')} end`,
    total_run_time: 'case when waits = 1 then 0 else (ended_ms - expected_ms - 900) / 1000.0 end',
    run_count: '1 - waits',
    parameters: `'{"day":"monday"}'`,
    context: `'{}'`,
    empirical_policy: `'{}'`,
    labels: `'{}'`,
    tags: `case when i % 5 = 0 then '["nightly","team-a"]' else '[]' end`,
    auto_scheduled: 'i % 2',
  };
  return `insert into flow_runs (${Object.keys(columns).join(', ')})
    with recursive numbers(i) as (${dialect.numbers(0, flow_runs - 1)}),
    shares as (select i, (i * 37) % 100 as share, case when (i * 37) % 100 >= 98 then 1 else 0 end as waits,
      ${now - length} + (${length} * i) / ${flow_runs} as created_ms from numbers),
    starts as (select shares.*,
      case when waits = 1 then ${now + DAY_MILLISECONDS} + i * 10 else created_ms end as expected_ms from shares),
    runs as (select starts.*, expected_ms + 5000 + (i % 600) * 100 as ended_ms from starts)
    select ${Object.values(columns).join(', ')}
    from runs cross join deployments where deployments.name = 'deployment-' || ((i * 7) % ${DEPLOYMENTS})`;
}

const COPIED_TO_TASK_RUNS = [
  'created',
  'updated',
  'state_type',
  'state_name',
  'state_timestamp',
  'expected_start_time',
  'next_scheduled_start_time',
  'start_time',
  'end_time',
  'total_run_time',
  'run_count',
  'labels',
  'empirical_policy',
] as const;

/** Each run that has started had its tasks in the same time. */
function taskRuns(dialect: SeedDialect): string {
  const taskId = (kind: string) => `substr(run.id, 1, 14) || '7${kind}00-${kind}00' || ordinal.i || substr(run.id, 24)`;
  const copied = COPIED_TO_TASK_RUNS.join(', ');
  return `insert into task_runs
    (id, state_id, flow_run_id, name, task_key, dynamic_key, tags, task_inputs, flow_run_run_count, ${copied})
    with recursive numbers(i) as (${dialect.numbers(0, TASK_RUNS_PER_FLOW_RUN - 1)}),
    ordinal as (select i from numbers)
    select ${taskId('a')}, ${taskId('b')}, run.id, 'load-' || ordinal.i, 'load', cast(ordinal.i as text), '[]', '{}', 1,
    ${COPIED_TO_TASK_RUNS.map((column) => `run.${column}`).join(', ')}
    from flow_runs as run cross join ordinal where run.state_type <> 'SCHEDULED'`;
}

/** The statements that fill the tables of runs and states, one after the other; deployments are there before. */
export const seedStatements = (dialect: SeedDialect, size: SeedSize): string[] => [
  flowRuns(dialect, size),
  `insert into flow_run_states (id, flow_run_id, type, name, "timestamp", state_details, fired)
    select state_id, id, state_type, state_name, state_timestamp, '{}', '[]' from flow_runs`,
  taskRuns(dialect),
  `insert into task_run_states (id, task_run_id, type, name, "timestamp", state_details)
    select state_id, id, state_type, state_name, state_timestamp, '{}' from task_runs`,
];
