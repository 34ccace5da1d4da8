// core: the verdicts of a policy as a table, for the tests of the rules.
import type { State } from '@signalbox/contract';
import { newState, type StateOptions } from '../states/new-state.ts';
import { defaultStateName } from '../states/state-properties.ts';
import { decide } from './decide.ts';
import { earlier, LATER, NOW } from './example-runs.ts';
import type { Policy, Subject } from './rule.ts';

const at = (options: StateOptions = {}): StateOptions => ({
  ...options,
  state_details: { scheduled_time: NOW, ...options.state_details },
});

/** The states of the table: every type, and the names that the rules know. */
const EXAMPLES = {
  Scheduled: ['SCHEDULED', at()],
  Future: ['SCHEDULED', at({ state_details: { scheduled_time: LATER } })],
  Late: ['SCHEDULED', at({ name: 'Late' })],
  AwaitingRetry: ['SCHEDULED', at({ name: 'AwaitingRetry' })],
  Resuming: ['SCHEDULED', at({ name: 'Resuming' })],
  Pending: ['PENDING', {}],
  Submitting: ['PENDING', { name: 'Submitting' }],
  Running: ['RUNNING', {}],
  Retrying: ['RUNNING', { name: 'Retrying' }],
  Paused: ['PAUSED', {}],
  Suspended: ['PAUSED', { name: 'Suspended', state_details: { pause_reschedule: true } }],
  Cancelling: ['CANCELLING', {}],
  Completed: ['COMPLETED', {}],
  Failed: ['FAILED', {}],
  Cancelled: ['CANCELLED', {}],
  Crashed: ['CRASHED', {}],
} as const satisfies Record<string, readonly [State['type'], StateOptions]>;

/**
 * One line for each state that a run may be in (`none` for a run without one), one column for each that it may be
 * asked to take, in the same order. `ok` is accepted, `keep` is rejected and keeps its state, `wait` and `abort` are
 * themselves, and anything else is the name of the state that is written instead of, or under, the proposed one.
 */
export function verdictTable<S extends Subject>(policy: Policy<S>, run: S['run'], facts: S['facts']): string {
  const examples = Object.entries(EXAMPLES);
  const header = ['', ...examples.map(([name]) => name)];
  const lines = [['none', null] as const, ...examples].map(([from, example]) => {
    const initial = example === null ? null : newState(earlier, example[0], example[1]);
    return [
      from,
      ...examples.map(([, [type, options]]) => verdict(policy, run, initial, newState(facts, type, options), facts)),
    ];
  });
  return [header, ...lines]
    .map((cells) =>
      cells
        .map((cell) => cell.padEnd(14))
        .join('')
        .trimEnd(),
    )
    .join('\n');
}

function verdict<S extends Subject>(
  policy: Policy<S>,
  run: S['run'],
  initial: State | null,
  proposed: State,
  facts: S['facts'],
): string {
  const decision = decide(policy, { run, initial, proposed }, facts);
  if (decision.verdict === 'need') return `need`;
  if (decision.verdict === 'wait' || decision.verdict === 'abort') return decision.verdict;
  if (decision.state === null) return 'keep';
  const as_asked = decision.state.type === proposed.type && decision.state.name === proposed.name;
  return as_asked ? 'ok' : (decision.state.name ?? defaultStateName(decision.state.type));
}
