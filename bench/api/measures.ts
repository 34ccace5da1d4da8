// bench: what is measured, each as the requests that a client sends one after the other.
import { randomUUID } from 'node:crypto';
import type { Answer, Call } from './connection.ts';
import { deploymentBody, flowRunBody, type Yard } from './yard.ts';

const LINES_PER_BATCH = 100;
const RUNS_PER_PAGE = 50;

export interface Measure {
  readonly name: string;
  /** Requests per second that our server shall answer on SQLite, with as many clients as help. */
  readonly aim: number;
  /** The requests of one client, without end. */
  calls(yard: Yard, client: number): Iterator<Call, never>;
  /** Whether an answer with a good status did what was asked. Default: it did. */
  succeeded?(answer: Answer): boolean;
}

/** A run that is rescheduled goes round for ever, each transition an accepted one. */
const ROUND = [
  { type: 'RUNNING', name: 'Running' },
  { type: 'SCHEDULED', name: 'Scheduled' },
  { type: 'PENDING', name: 'Pending' },
];

function* repeat(call: () => Call): Iterator<Call, never> {
  for (;;) yield call();
}

function logBatch(flow_run_id: string): string {
  const timestamp = new Date().toISOString();
  return JSON.stringify(
    Array.from({ length: LINES_PER_BATCH }, (_, line) => ({
      name: 'prefect.flow_runs',
      level: 20,
      message: `Line ${line}: extracted 1461 rows of weather, 3 of them set aside for a missing temperature`,
      timestamp,
      flow_run_id,
    })),
  );
}

const runOf = (yard: Yard, index: number): string => yard.run_ids[index % yard.run_ids.length] ?? '';

function hasStatus(answer: Answer, status: string): boolean {
  const { body } = answer;
  return typeof body === 'object' && body !== null && 'status' in body && body.status === status;
}

export const MEASURES: readonly Measure[] = [
  {
    name: 'creates',
    aim: 2_000,
    calls: (yard) => {
      const body = flowRunBody(yard.flow_id);
      return repeat(() => ({ method: 'POST', path: '/flow_runs/', body }));
    },
  },
  {
    name: 'set-states',
    aim: 2_000,
    calls: (yard, client) => {
      const path = `/flow_runs/${yard.moved_run_ids[client]}/set_state`;
      let turn = 0;
      return repeat(() => ({
        method: 'POST',
        path,
        body: JSON.stringify({ state: ROUND[turn++ % ROUND.length] }),
      }));
    },
    succeeded: (answer) => hasStatus(answer, 'ACCEPT'),
  },
  {
    name: 'reads',
    aim: 5_000,
    calls: (yard, client) => {
      let index = client;
      return repeat(() => ({ method: 'GET', path: `/flow_runs/${runOf(yard, index++)}` }));
    },
  },
  {
    name: `filters of ${RUNS_PER_PAGE}`,
    aim: 1_000,
    calls: () => {
      const state = { type: { any_: ['PENDING', 'RUNNING', 'SCHEDULED', 'COMPLETED', 'FAILED'] } };
      const body = JSON.stringify({ sort: 'START_TIME_DESC', limit: RUNS_PER_PAGE, flow_runs: { state } });
      return repeat(() => ({ method: 'POST', path: '/flow_runs/filter', body }));
    },
    succeeded: ({ body }) => Array.isArray(body) && body.length === RUNS_PER_PAGE,
  },
  {
    name: `batches of ${LINES_PER_BATCH} log lines`,
    aim: 500,
    calls: (yard, client) => {
      const body = logBatch(runOf(yard, client));
      return repeat(() => ({ method: 'POST', path: '/logs/', body }));
    },
  },
  {
    name: 'runs of a deployment',
    aim: 2_000,
    calls: (yard) => {
      const path = `/deployments/${yard.deployment_id}/create_flow_run`;
      const state = { type: 'SCHEDULED', name: 'Scheduled' };
      return repeat(() => ({
        method: 'POST',
        path,
        body: JSON.stringify({ state, parameters: { days: 7 }, idempotency_key: randomUUID() }),
      }));
    },
  },
  {
    name: 'unchanged deployments',
    aim: 2_000,
    calls: (yard) => {
      const body = deploymentBody(yard.flow_id);
      return repeat(() => ({ method: 'POST', path: '/deployments/', body }));
    },
  },
];
