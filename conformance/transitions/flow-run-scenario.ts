// conformance: the transitions of flow runs that are recorded.
import type { StateSpec } from './recorded-case.ts';
import { pairs, type Scenario, type StartPlan, type Step } from './scenario.ts';

const TRANSITION = '5b7a7f2e-8a5d-4d2c-9d73-0a6a3b6d7f11';
const RESULT = { type: 'reference', storage_key: 'result' };

const running: StateSpec = { type: 'RUNNING' };
const forced = (state: StateSpec): Step => ({ state, force: true });

/** States that a run can be created in, by the name of the start. */
const states: Record<string, StateSpec> = {
  scheduled: { type: 'SCHEDULED', message: 'first' },
  'scheduled-past': { type: 'SCHEDULED', details: { scheduled_time: -1000 } },
  'scheduled-future': { type: 'SCHEDULED', details: { scheduled_time: 1000 } },
  late: { type: 'SCHEDULED', name: 'Late', message: 'late', details: { scheduled_time: -1000 } },
  'awaiting-retry': { type: 'SCHEDULED', name: 'AwaitingRetry' },
  'awaiting-slot': { type: 'SCHEDULED', name: 'AwaitingConcurrencySlot' },
  resuming: { type: 'SCHEDULED', name: 'Resuming' },
  pending: { type: 'PENDING' },
  'pending-future': { type: 'PENDING', details: { scheduled_time: 1000 } },
  submitting: { type: 'PENDING', name: 'Submitting' },
  running,
  retrying: { type: 'RUNNING', name: 'Retrying', details: { transition_id: TRANSITION } },
  paused: { type: 'PAUSED', details: { pause_key: 'used', pause_timeout: 1000 } },
  'paused-out': { type: 'PAUSED', details: { pause_key: 'used', pause_timeout: -1000 } },
  suspended: { type: 'PAUSED', name: 'Suspended', details: { pause_reschedule: true, pause_timeout: 1000 } },
  'suspended-out': { type: 'PAUSED', name: 'Suspended', details: { pause_reschedule: true, pause_timeout: -1000 } },
  cancelling: { type: 'CANCELLING', message: 'stop' },
  completed: { type: 'COMPLETED' },
  failed: { type: 'FAILED', message: 'broken' },
  cancelled: { type: 'CANCELLED' },
  crashed: { type: 'CRASHED' },
};

const proposals: Record<string, StateSpec> = {
  scheduled: { type: 'SCHEDULED' },
  'scheduled-future': { type: 'SCHEDULED', details: { scheduled_time: 1000 } },
  late: { type: 'SCHEDULED', name: 'Late' },
  'awaiting-retry': { type: 'SCHEDULED', name: 'AwaitingRetry' },
  resuming: { type: 'SCHEDULED', name: 'Resuming' },
  pending: { type: 'PENDING' },
  'pending-timed': { type: 'PENDING', details: { scheduled_time: 2000 } },
  submitting: { type: 'PENDING', name: 'Submitting', message: 'soon' },
  running,
  retrying: { type: 'RUNNING', name: 'Retrying', details: { transition_id: TRANSITION } },
  paused: { type: 'PAUSED' },
  'paused-used': { type: 'PAUSED', details: { pause_key: 'used', pause_timeout: 1000 } },
  suspended: { type: 'PAUSED', name: 'Suspended', details: { pause_reschedule: true, pause_key: 'new' } },
  cancelling: { type: 'CANCELLING', message: 'stop' },
  completed: { type: 'COMPLETED' },
  'completed-result': { type: 'COMPLETED', data: RESULT },
  failed: { type: 'FAILED', message: 'broken', data: { type: 'reference' } },
  cancelled: { type: 'CANCELLED' },
  crashed: { type: 'CRASHED' },
};

/** A run just created, a run of a deployment with attempts left, and one with none left, as starts. */
function startPlans(): Record<string, StartPlan> {
  const plans: Record<string, StartPlan> = {};
  for (const [name, create] of Object.entries(states)) {
    plans[`new/${name}`] = { create };
    plans[`retriable/${name}`] = {
      create: running,
      lead: [forced(create)],
      retries: 3,
      retry_delay: 100,
      deployment: 'unlimited',
    };
    plans[`resumed/${name}`] = {
      create: running,
      lead: [{ state: { type: 'PAUSED', details: { pause_key: 'used' } } }, { state: running }, forced(create)],
      retries: 1,
      infrastructure_pid: true,
      deployment: 'unlimited',
    };
    plans[`limited/${name}`] = { create, retries: 1, deployment: 'ENQUEUE' };
    plans[`cancels/${name}`] = { create, deployment: 'CANCEL_NEW' };
  }
  for (const [name, data] of Object.entries({
    reference: RESULT,
    unpersisted: { type: 'unpersisted' },
    text: 'text',
    list: [1],
    object: { any: 1 },
  })) {
    plans[`completed-with/${name}`] = { create: running, lead: [{ state: { type: 'COMPLETED', data } }] };
    plans[`failed-with/${name}`] = { create: running, lead: [{ state: { type: 'FAILED', data } }] };
  }
  plans['subflow/running'] = { create: running, subflow: true };
  plans['subflow/scheduled'] = { create: { type: 'SCHEDULED' }, subflow: true };
  plans['subflow/paused'] = { create: running, lead: [forced({ type: 'PAUSED' })], subflow: true };
  plans['rescheduled/running'] = {
    create: { type: 'FAILED' },
    lead: [{ state: { type: 'SCHEDULED' } }, { state: running }],
    retries: 1,
    deployment: 'unlimited',
  };
  plans['rescheduled/last'] = { ...plans['rescheduled/running'], create: { type: 'FAILED' }, retries: 0 };
  const claimed: StartPlan = { create: { type: 'SCHEDULED' }, lead: [{ state: { type: 'PENDING' } }], retries: 1 };
  plans['claimed/pending'] = { ...claimed, deployment: 'ENQUEUE' };
  plans['claimed-cancels/pending'] = { ...claimed, deployment: 'CANCEL_NEW' };
  plans['claimed/running'] = { ...claimed, deployment: 'ENQUEUE', lead: [...(claimed.lead ?? []), { state: running }] };
  return plans;
}

const under = (profile: string, names: readonly string[]): string[] => names.map((name) => `${profile}/${name}`);
const all = Object.keys(states);
const proposed = Object.keys(proposals);
const main = ['scheduled', 'late', 'awaiting-retry', 'pending', 'running', 'paused', 'suspended', 'suspended-out'];
const ended = ['completed', 'failed', 'cancelled', 'crashed'];
const results = ['reference', 'unpersisted', 'text', 'list', 'object'];
const next = ['scheduled', 'running', 'completed', 'completed-result', 'failed', 'cancelled', 'crashed'];
const decisive = [
  'scheduled',
  'pending',
  'submitting',
  'running',
  'paused-used',
  'suspended',
  'cancelling',
  'completed',
  'failed',
];
const oldApi = { 'x-prefect-api-version': '0.8.3' };
const newPackage = { 'user-agent': 'prefect/3.8.8 (API 0.8.4)' };
const oldPackage = { 'user-agent': 'prefect/3.4.10 (API 0.8.4)' };

export const flowRunScenario: Scenario = {
  kind: 'flow_run',
  starts: startPlans(),
  proposals,
  requests: [
    ...pairs(under('new', all), proposed),
    ...pairs(under('retriable', [...main, ...ended]), proposed),
    ...pairs(under('resumed', [...main, 'resuming', 'cancelling', ...ended]), decisive),
    ...pairs(
      under('new', [...main, 'cancelling', ...ended]),
      ['scheduled', 'late', 'pending', 'running', 'paused', 'cancelling', 'completed', 'failed'],
      { force: true },
    ),
    ...pairs(under('resumed', [...main, 'resuming']), ['scheduled', 'running', 'cancelling', 'failed'], {
      force: true,
    }),
    ...pairs(under('completed-with', results), next),
    ...pairs(under('failed-with', results), next),
    ...pairs(under('completed-with', results), ['completed', 'running', 'failed'], { force: true }),
    ...pairs(['subflow/running', 'subflow/scheduled', 'subflow/paused'], proposed),
    ...pairs(['rescheduled/running', 'rescheduled/last'], ['failed', 'completed', 'paused']),
    ...pairs(under('retriable', ['running', 'failed', 'paused']), ['scheduled', 'running', 'failed'], {
      headers: oldApi,
    }),
    ...pairs(['rescheduled/running', 'rescheduled/last'], ['failed'], { headers: oldApi }),
    ...pairs(under('limited', all), ['pending'], { slots: 'free' }),
    ...pairs(under('limited', all), ['pending', 'running'], { slots: 'full' }),
    ...pairs(under('limited', main), ['pending', 'running'], { slots: 'zero' }),
    ...pairs(under('cancels', all), ['pending'], { slots: 'full' }),
    ...pairs(['claimed/pending', 'claimed/running'], proposed),
    ...pairs(['claimed/running'], ['running', 'completed', 'scheduled'], { force: true }),
    ...pairs(['claimed/pending', 'claimed-cancels/pending'], ['running', 'failed'], {
      lease_lost: true,
      slots: 'free',
      headers: newPackage,
    }),
    ...pairs(['claimed/pending', 'claimed-cancels/pending'], ['running', 'failed'], {
      lease_lost: true,
      slots: 'full',
      headers: newPackage,
    }),
    ...pairs(['claimed/pending'], ['running', 'cancelling'], { headers: oldPackage }),
    ...pairs(['claimed/pending'], ['running'], { lease_lost: true, slots: 'full', headers: oldPackage }),
    ...pairs(['claimed/pending', 'claimed/running'], ['running', 'completed', 'failed'], { headers: newPackage }),
    ...pairs(under('limited', ['pending', 'submitting']), ['running'], { slots: 'full', headers: newPackage }),
  ],
};
