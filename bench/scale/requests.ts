// bench: the lists, counts and histories that dashboards and command lines ask for.
const HOUR_MILLISECONDS = 3_600_000;
const DAY_MILLISECONDS = 24 * HOUR_MILLISECONDS;

export interface ScaleRequest {
  readonly name: string;
  /** Below the API's base; always a POST. */
  readonly path: string;
  readonly body: unknown;
}

const FLOW_RUN_SORTS = [
  'ID_DESC',
  'START_TIME_ASC',
  'START_TIME_DESC',
  'EXPECTED_START_TIME_ASC',
  'EXPECTED_START_TIME_DESC',
  'NAME_ASC',
  'NAME_DESC',
  'NEXT_SCHEDULED_START_TIME_ASC',
  'END_TIME_DESC',
] as const;

const TASK_RUN_SORTS = [
  'ID_DESC',
  'EXPECTED_START_TIME_ASC',
  'EXPECTED_START_TIME_DESC',
  'NAME_ASC',
  'NAME_DESC',
  'NEXT_SCHEDULED_START_TIME_ASC',
  'END_TIME_DESC',
] as const;

const inState = (...any_: string[]) => ({ state: { type: { any_ } } });

function ofFlowRuns(now: number, deployment_id: string): ScaleRequest[] {
  const since = (milliseconds: number) => new Date(now - milliseconds).toISOString();
  const filters: Readonly<Record<string, object>> = {
    'no filter': {},
    completed: inState('COMPLETED'),
    failed: inState('FAILED'),
    'failed or crashed': inState('FAILED', 'CRASHED'),
    'scheduled, running or failed': inState('SCHEDULED', 'RUNNING', 'FAILED'),
    'all ended': inState('COMPLETED', 'FAILED', 'CRASHED', 'CANCELLED'),
    'one deployment': { deployment_id: { any_: [deployment_id] } },
    tagged: { tags: { all_: ['nightly'] } },
    'name contains': { name: { like_: '-976' } },
    'name contains two letters': { name: { like_: '-9' } },
    'name contains what none has': { name: { like_: 'nowhere' } },
    'a day': { expected_start_time: { after_: since(DAY_MILLISECONDS) } },
    'a week': { expected_start_time: { after_: since(7 * DAY_MILLISECONDS) } },
    'no subflows': { parent_task_run_id: { is_null_: true } },
  };
  const named = Object.entries(filters);
  const sorted = FLOW_RUN_SORTS.map((sort) => ({
    name: `flow runs: list by ${sort}`,
    path: '/flow_runs/filter',
    body: { sort, limit: 50 },
  }));
  const listed = named.map(([name, flow_runs]) => ({
    name: `flow runs: list, ${name}`,
    path: '/flow_runs/filter',
    body: { sort: 'START_TIME_DESC', limit: 50, flow_runs },
  }));
  const paged = named.map(([name, flow_runs]) => ({
    name: `flow runs: page and count, ${name}`,
    path: '/flow_runs/paginate',
    body: { sort: 'START_TIME_DESC', limit: 20, page: 10, flow_runs },
  }));
  const counted = named.map(([name, flow_runs]) => ({
    name: `flow runs: count, ${name}`,
    path: '/flow_runs/count',
    body: { flow_runs },
  }));
  const lateness = {
    name: 'flow runs: lateness, a day',
    path: '/flow_runs/lateness',
    body: { flow_runs: filters['a day'] },
  };
  return [...sorted, ...listed, ...paged, ...counted, lateness];
}

function ofTaskRuns(): ScaleRequest[] {
  const sorted = TASK_RUN_SORTS.map((sort) => ({
    name: `task runs: list by ${sort}`,
    path: '/task_runs/filter',
    body: { sort, limit: 50 },
  }));
  const filters: Readonly<Record<string, object>> = {
    'no filter': {},
    failed: inState('FAILED', 'CRASHED'),
    completed: inState('COMPLETED'),
    'name contains': { name: { like_: 'oad-3' } },
    'name contains what none has': { name: { like_: 'nowhere' } },
  };
  const filtered = Object.entries(filters).flatMap(([name, task_runs]) => [
    {
      name: `task runs: list, ${name}`,
      path: '/task_runs/filter',
      body: { sort: 'EXPECTED_START_TIME_DESC', limit: 50, task_runs },
    },
    { name: `task runs: count, ${name}`, path: '/task_runs/count', body: { task_runs } },
  ]);
  return [...sorted, ...filtered];
}

function histories(now: number): ScaleRequest[] {
  return [1, 7, 90].flatMap((days) =>
    ['flow_runs', 'task_runs'].map((runs) => ({
      name: `${runs.replace('_', ' ')}: history of ${days} days`,
      path: `/${runs}/history`,
      body: {
        history_start: new Date(now - days * DAY_MILLISECONDS).toISOString(),
        history_end: new Date(now).toISOString(),
        history_interval_seconds: (days * DAY_MILLISECONDS) / 1_000 / 30,
      },
    })),
  );
}

function dashboards(now: number): ScaleRequest[] {
  const ended = [1, 30].map((days) => ({
    name: `dashboard: task runs ended in ${days} days`,
    path: '/ui/task_runs/dashboard/counts',
    body: { task_runs: { start_time: { after_: new Date(now - days * DAY_MILLISECONDS).toISOString() } } },
  }));
  return [
    ...ended,
    { name: 'dashboard: task runs by state', path: '/ui/task_runs/count', body: {} },
    { name: 'dashboard: flow runs drawn', path: '/ui/flow_runs/history', body: {} },
  ];
}

/** All requests that are measured; `now` in milliseconds. */
export const scaleRequests = (now: number, deployment_id: string): ScaleRequest[] => [
  ...ofFlowRuns(now, deployment_id),
  ...ofTaskRuns(),
  ...histories(now),
  ...dashboards(now),
];
