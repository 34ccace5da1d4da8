// core: what holds for every transition, whatever the run, the states and the facts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  type DeploymentId,
  type FlowRunId,
  FlowRunPolicy,
  type LeaseId,
  type State,
  StateType,
  type TaskRunId,
  TaskRunPolicy,
  Uuid,
} from '@signalbox/contract';
import fc from 'fast-check';
import { newState } from '../states/new-state.ts';
import {
  AWAITING_RETRY,
  defaultStateName,
  isFinal,
  isRunning,
  isScheduled,
  LATE,
  RESUMING,
  RETRYING,
  SUSPENDED,
} from '../states/state-properties.ts';
import { addSeconds, isBefore } from '../time/timestamp.ts';
import { type Decision, decide } from './decide.ts';
import {
  BEFORE,
  earlier,
  exampleFlowRun,
  exampleFlowRunFacts,
  exampleTaskRun,
  exampleTaskRunFacts,
  NOW,
} from './example-runs.ts';
import { FLOW_RUN_POLICY } from './flow-run-policy.ts';
import { LATE_FLOW_RUN_POLICY } from './late-flow-run-policy.ts';
import { MINIMAL_FLOW_RUN_POLICY } from './minimal-flow-run-policy.ts';
import type { Policy, Subject, Transition } from './rule.ts';
import { BACKGROUND_TASK_RUN_POLICY, MINIMAL_TASK_RUN_POLICY, TASK_RUN_POLICY } from './task-run-policy.ts';

const A_UUID = Uuid.parse('5b7a7f2e-8a5d-4d2c-9d73-0a6a3b6d7f11');

const names = [LATE, AWAITING_RETRY, RESUMING, RETRYING, SUSPENDED, 'Submitting'];
const seconds = fc.integer({ min: -5_000, max: 5_000 });
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });

const stateAt = (source: typeof earlier) =>
  fc
    .record({
      type: fc.constantFrom(...StateType.options),
      name: some(fc.constantFrom(...names)),
      data: fc.constantFrom(null, { type: 'reference' }, { type: 'unpersisted' }, 'text', [1], {}),
      message: some(fc.string({ maxLength: 5 })),
      scheduled_in: some(seconds),
      pause_in: some(seconds),
      pause_key: some(fc.constantFrom('a', 'b')),
      pause_reschedule: fc.boolean(),
      transition_id: some(fc.constant(A_UUID)),
      lease_id: some(fc.constant(A_UUID as LeaseId)),
      retriable: some(fc.boolean()),
      cache_key: some(fc.constantFrom('', 'key', 'k'.repeat(2001))),
      refresh_cache: some(fc.boolean()),
      deferred: fc.boolean(),
    })
    .map(({ type, name, data, message, scheduled_in, pause_in, lease_id, ...details }) =>
      newState(source, type, {
        name: name ?? defaultStateName(type),
        data,
        message,
        state_details: {
          ...details,
          scheduled_time: scheduled_in === null ? (type === 'SCHEDULED' ? NOW : null) : addSeconds(NOW, scheduled_in),
          pause_timeout: pause_in === null ? null : addSeconds(NOW, pause_in),
          deployment_concurrency_lease_id: lease_id,
        },
      }),
    );

const states = fc.record({
  initial: some(stateAt(earlier)),
  proposed: stateAt({ ...earlier, now: NOW }),
});

const slot = fc.constantFrom({ claimed: false } as const, { claimed: true, lease_id: A_UUID as LeaseId } as const);
const times = fc.record({
  run_count: fc.nat({ max: 5 }),
  start_time: some(fc.constant(BEFORE)),
  end_time: some(fc.constant(BEFORE)),
  total_run_time: fc.nat({ max: 100 }),
});
const client = fc.record({
  package_version: some(fc.constantFrom([3, 4, 10] as const, [3, 8, 8] as const)),
  api_version: some(fc.constantFrom([0, 8, 3] as const, [0, 8, 4] as const)),
});

const flowRunCases = fc
  .record({
    states,
    times,
    client,
    slot,
    free: fc.nat({ max: 1 }),
    limit: some(fc.constantFrom(0, 1)),
    cancels: fc.boolean(),
    policy: fc.record({
      retries: some(fc.nat({ max: 3 })),
      retry_delay: some(fc.nat({ max: 100 })),
      pause_keys: fc.constantFrom(null, [], ['a']),
      resuming: some(fc.boolean()),
      retry_type: fc.constantFrom(null, 'in_process', 'reschedule'),
    }),
    deployed: fc.boolean(),
    subflow: fc.boolean(),
    process: fc.boolean(),
    rules: fc.constantFrom(FLOW_RUN_POLICY, MINIMAL_FLOW_RUN_POLICY, LATE_FLOW_RUN_POLICY),
  })
  .map((drawn) => {
    const run = exampleFlowRun({
      id: A_UUID as FlowRunId,
      ...drawn.times,
      empirical_policy: FlowRunPolicy.parse(drawn.policy),
      deployment_id: drawn.deployed ? (A_UUID as DeploymentId) : null,
      parent_task_run_id: drawn.subflow ? (A_UUID as TaskRunId) : null,
      infrastructure_pid: drawn.process ? '7' : null,
    });
    const facts = () =>
      exampleFlowRunFacts({
        client: drawn.client,
        deployment: drawn.deployed
          ? {
              id: A_UUID as DeploymentId,
              concurrency_limit: drawn.limit,
              concurrency_options: {
                collision_strategy: drawn.cancels ? 'CANCEL_NEW' : 'ENQUEUE',
                grace_period_seconds: null,
              },
            }
          : null,
        answers: {
          claim_deployment_slot: drawn.slot,
          keep_deployment_slot: drawn.slot,
          count_deployment_slots: { free: drawn.free },
        },
      });
    return { run, facts, rules: drawn.rules, ...drawn.states };
  });

const taskRunCases = fc
  .record({
    states,
    times,
    flow: some(fc.record({ run_count: fc.nat({ max: 3 }), state: some(stateAt(earlier)) })),
    cached: some(stateAt(earlier)),
    tagged: fc.boolean(),
    slots: fc.constantFrom(
      { claimed: true } as const,
      { claimed: false, full_tag: 'a' } as const,
      { claimed: false, blocked_tag: 'a' } as const,
    ),
    policy: fc.record({
      retries: some(fc.nat({ max: 3 })),
      retry_delay: fc.constantFrom(null, 10, [10, 20], []),
      retry_jitter_factor: fc.constantFrom(null, 0, 0.5, 3),
    }),
    rules: fc.constantFrom(TASK_RUN_POLICY, MINIMAL_TASK_RUN_POLICY, BACKGROUND_TASK_RUN_POLICY),
  })
  .map((drawn) => {
    const run = exampleTaskRun({
      id: A_UUID as TaskRunId,
      ...drawn.times,
      flow_run_id: drawn.flow ? (A_UUID as FlowRunId) : null,
      tags: drawn.tagged ? ['a'] : [],
      empirical_policy: TaskRunPolicy.parse(drawn.policy),
    });
    const facts = () =>
      exampleTaskRunFacts({
        flow_run: drawn.flow ? { id: A_UUID as FlowRunId, ...drawn.flow } : null,
        answers: { find_cached_state: { state: drawn.cached }, claim_tag_slots: drawn.slots },
      });
    return { run, facts, rules: drawn.rules, ...drawn.states };
  });

/** What every decision promises, of flow runs and of task runs. */
function holds<S extends Subject>(policy: Policy<S>, transition: Transition<S>, facts: () => S['facts']): Decision<S> {
  const decision = decide(policy, transition, facts());
  assert.ok(decision.verdict !== 'need', 'every need is answered');
  assert.deepEqual(decide(policy, transition, facts()), decision, 'the same arguments give the same decision');
  const { verdict, state, reason, run_patch } = decision;
  const patch: Partial<Subject['run']> & { state_id?: unknown } = run_patch;
  assert.equal(reason === null, verdict === 'accept', 'exactly a refusal has a reason');
  assert.equal(decision.delay_seconds !== undefined, verdict === 'wait');
  if (verdict === 'wait' || verdict === 'abort') assert.equal(state, null);
  if (verdict === 'accept') assert.equal(state?.type, transition.proposed.type);
  assert.equal(new Set(decision.fired).size, decision.fired.length, 'a rule is named once');
  if (verdict !== 'accept') assert.ok(decision.fired.length > 0, 'a refusal names its rule');
  if (state === null) {
    assert.deepEqual(
      Object.keys(run_patch).filter((column) => column !== 'empirical_policy'),
      [],
    );
    return decision;
  }
  checkWritten(transition, state, patch);
  return decision;
}

function checkWritten<S extends Subject>(
  { run, initial }: Transition<S>,
  state: State,
  patch: Partial<Subject['run']> & { state_id?: unknown },
): void {
  assert.equal(patch.state_id, state.id);
  if (initial) assert.ok(isBefore(initial.timestamp, state.timestamp), 'times of states rise');
  assert.equal(patch.end_time !== null, isFinal(state), 'exactly an ended run has an end');
  if (isFinal(state) || isRunning(state)) assert.ok(patch.start_time, 'a run that ran or ended has a start');
  assert.equal(patch.next_scheduled_start_time, isScheduled(state) ? state.state_details.scheduled_time : null);
  assert.ok((patch.total_run_time ?? -1) >= run.total_run_time, 'run time never shrinks');
  assert.ok(patch.expected_start_time, 'a start was expected at some time');
}

test('every transition of a flow run is decided, and its columns agree with its state', () => {
  fc.assert(
    fc.property(flowRunCases, ({ run, initial, proposed, facts, rules }) => {
      const { state, effects } = holds(rules, { run, initial, proposed }, facts);
      if (state !== null) assert.equal(state.state_details.flow_run_id, run.id);
      const mirrored = effects.filter((effect) => effect.kind === 'mirror_to_parent_task_run');
      assert.equal(mirrored.length, state !== null && run.parent_task_run_id !== null ? 1 : 0);
      assert.ok(effects.filter((effect) => effect.kind === 'release_deployment_slot').length <= 1);
    }),
    { numRuns: 2_000 },
  );
});

test('every transition of a task run is decided, and its columns agree with its state', () => {
  fc.assert(
    fc.property(taskRunCases, ({ run, initial, proposed, facts, rules }) => {
      const { state } = holds(rules, { run, initial, proposed }, facts);
      if (state !== null) assert.equal(state.state_details.task_run_id, run.id);
    }),
    { numRuns: 2_000 },
  );
});
