// conformance: the transitions of task runs that are recorded.
import type { StateSpec } from './recorded-case.ts';
import { pairs, type Scenario, type StartPlan, type Step } from './scenario.ts';

const TRANSITION = '5b7a7f2e-8a5d-4d2c-9d73-0a6a3b6d7f11';
const PARAMETERS = '0c2b1d68-25d5-4a0e-8a0b-3c58a1f9d2f7';
const RESULT = { type: 'reference', storage_key: 'result' };

const running: StateSpec = { type: 'RUNNING' };
const forced = (state: StateSpec): Step => ({ state, force: true });

const states: Record<string, StateSpec> = {
  scheduled: { type: 'SCHEDULED', message: 'first' },
  'scheduled-future': { type: 'SCHEDULED', details: { scheduled_time: 1000 } },
  'awaiting-retry': { type: 'SCHEDULED', name: 'AwaitingRetry' },
  deferred: { type: 'SCHEDULED', details: { deferred: true, task_parameters_id: PARAMETERS } },
  pending: { type: 'PENDING' },
  'pending-future': { type: 'PENDING', details: { scheduled_time: 1000 } },
  'pending-deferred': { type: 'PENDING', details: { deferred: true, task_parameters_id: PARAMETERS } },
  running,
  retrying: { type: 'RUNNING', name: 'Retrying', details: { transition_id: TRANSITION } },
  paused: { type: 'PAUSED' },
  'not-ready': { type: 'PAUSED', name: 'NotReady' },
  cancelling: { type: 'CANCELLING' },
  completed: { type: 'COMPLETED' },
  failed: { type: 'FAILED', message: 'broken' },
  cancelled: { type: 'CANCELLED' },
  crashed: { type: 'CRASHED' },
};

const proposals: Record<string, StateSpec> = {
  scheduled: { type: 'SCHEDULED' },
  'awaiting-retry': { type: 'SCHEDULED', name: 'AwaitingRetry', details: { scheduled_time: 1000 } },
  pending: { type: 'PENDING' },
  'pending-named': { type: 'PENDING', name: 'Queued', details: { scheduled_time: 2000 } },
  running,
  retrying: { type: 'RUNNING', name: 'Retrying', details: { transition_id: TRANSITION } },
  paused: { type: 'PAUSED' },
  cancelling: { type: 'CANCELLING' },
  completed: { type: 'COMPLETED' },
  'completed-result': { type: 'COMPLETED', data: RESULT },
  failed: { type: 'FAILED', message: 'broken', data: { type: 'reference' } },
  'failed-for-good': { type: 'FAILED', details: { retriable: false } },
  'failed-retriable': { type: 'FAILED', details: { retriable: true } },
  cancelled: { type: 'CANCELLED' },
  crashed: { type: 'CRASHED' },
  'running-cached': { type: 'RUNNING', details: { cache_key: 'known' } },
  'running-refresh': { type: 'RUNNING', details: { cache_key: 'known', refresh_cache: true } },
  'running-unknown': { type: 'RUNNING', details: { cache_key: 'unknown' } },
  'completed-cached': { type: 'COMPLETED', data: RESULT, details: { cache_key: 'fresh', cache_expiration: 1000 } },
  'completed-long-key': { type: 'COMPLETED', details: { cache_key: 'k'.repeat(2001) } },
  'deferred-scheduled': { type: 'SCHEDULED', details: { deferred: true } },
  'deferred-pending': { type: 'PENDING', details: { deferred: true } },
  'deferred-pending-named': { type: 'PENDING', name: 'Queued', details: { deferred: true } },
  'deferred-running': { type: 'RUNNING', details: { deferred: true } },
  'deferred-failed': { type: 'FAILED', details: { deferred: true } },
  'deferred-completed': { type: 'COMPLETED', details: { deferred: true } },
};

const flows: Record<string, readonly StateSpec[]> = {
  running: [],
  pending: [{ type: 'PENDING' }],
  paused: [{ type: 'PAUSED', details: { pause_timeout: 1000 } }],
  suspended: [{ type: 'PAUSED', details: { pause_timeout: 1000, pause_reschedule: true } }],
  completed: [{ type: 'COMPLETED' }],
  retried: [{ type: 'FAILED' }, running],
};

function startPlans(): Record<string, StartPlan> {
  const plans: Record<string, StartPlan> = {};
  for (const [name, create] of Object.entries(states)) {
    plans[`new/${name}`] = { create, flow: [] };
    plans[`alone/${name}`] = { create };
    plans[`first/${name}`] = { create: running, lead: [forced(create)], retries: 3, retry_delay: [100, 200], flow: [] };
    plans[`second/${name}`] = {
      create: { type: 'PENDING' },
      lead: [{ state: running }, { state: running }, forced(create)],
      retries: 1,
      retry_delay: 100,
      flow: [],
    };
    plans[`third/${name}`] = { ...plans[`second/${name}`], create: running, retries: 3, retry_delay: [100, 200] };
  }
  for (const [flow, states_of_flow] of Object.entries(flows)) {
    for (const name of ['pending', 'running', 'completed', 'failed'] as const) {
      const create = states[name] ?? running;
      plans[`in-${flow}/${name}`] = { create, flow: states_of_flow };
    }
  }
  for (const [name, data] of Object.entries({
    reference: RESULT,
    unpersisted: { type: 'unpersisted' },
    object: { any: 1 },
  })) {
    plans[`completed-with/${name}`] = { create: running, lead: [{ state: { type: 'COMPLETED', data } }], flow: [] };
  }
  return plans;
}

const under = (profile: string, names: readonly string[]): string[] => names.map((name) => `${profile}/${name}`);
const all = Object.keys(states);
const plain = Object.keys(proposals).filter((name) => !/cached|refresh|unknown|key|deferred/.test(name));
const deferred = Object.keys(proposals).filter((name) => name.startsWith('deferred'));
const four = ['pending', 'running', 'completed', 'failed'];
const main = ['scheduled', 'awaiting-retry', 'pending', 'running', 'paused', 'completed', 'failed', 'cancelled'];

export const taskRunScenario: Scenario = {
  kind: 'task_run',
  starts: startPlans(),
  proposals,
  requests: [
    ...pairs(under('new', all), plain),
    ...pairs(under('first', main), plain),
    ...pairs(under('second', main), [
      'scheduled',
      'pending',
      'running',
      'retrying',
      'failed',
      'failed-retriable',
      'completed',
    ]),
    ...pairs(under('third', ['running', 'awaiting-retry']), ['running', 'failed', 'failed-for-good']),
    ...pairs(under('alone', ['scheduled', 'pending', 'running', 'completed']), [
      'pending',
      'running',
      'failed',
      'completed',
    ]),
    ...pairs(under('alone', all), deferred),
    ...pairs(under('new', ['deferred', 'pending-deferred', 'running']), deferred),
    ...pairs(under('in-running', four), ['running', 'failed']),
    ...Object.keys(flows).flatMap((flow) => pairs(under(`in-${flow}`, four), ['pending', 'running', 'completed'])),
    ...pairs(under('in-pending', four), ['running'], { force: true }),
    ...pairs(
      under('first', main),
      ['scheduled', 'pending', 'running', 'paused', 'cancelling', 'completed', 'failed', 'crashed'],
      { force: true },
    ),
    ...pairs(under('completed-with', ['reference', 'unpersisted', 'object']), plain),
    ...pairs(under('new', ['pending', 'running', 'failed']), ['running-cached', 'running-refresh'], { cached: true }),
    ...pairs(under('new', ['pending', 'running']), ['running-unknown', 'completed-cached', 'completed-long-key']),
  ],
};
