import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DeploymentId, type FlowRunId, Uuid } from '@signalbox/contract';
import { newId } from '../ids/new-id.ts';
import {
  cancelledState,
  failedState,
  pausedState,
  pendingState,
  runningState,
  scheduledState,
} from '../states/new-state.ts';
import { type Decision, decide } from './decide.ts';
import { earlier, exampleFlowRun, exampleFlowRunFacts, LATER, type NOW } from './example-runs.ts';
import type { FlowRunSubject, Need, Policy, Rule } from './rule.ts';
import { settleFlowRun } from './settle-run.ts';

const run = exampleFlowRun();
const facts = exampleFlowRunFacts();
const initial = pendingState(earlier);

const rule = (name: string, parts: Partial<Rule<FlowRunSubject>>): Rule<FlowRunSubject> => ({
  name,
  from: 'any',
  to: 'any',
  ...parts,
});

const policyOf = (...rules: Rule<FlowRunSubject>[]): Policy<FlowRunSubject> => ({ rules, settle: settleFlowRun });

function decided(...rules: Rule<FlowRunSubject>[]): Decision<FlowRunSubject> {
  const proposed = runningState(facts);
  const decision = decide(policyOf(...rules), { run, initial, proposed }, facts);
  assert.ok(decision.verdict !== 'need');
  return decision;
}

test('a transition that no rule minds is accepted, and nothing has fired', () => {
  const decision = decided(rule('silent', { before: () => null, after: () => null }));
  assert.equal(decision.verdict, 'accept');
  assert.equal(decision.state?.type, 'RUNNING');
  assert.equal(decision.reason, null);
  assert.deepEqual(decision.fired, []);
});

test('rules are asked in order, and each sees what those before it made of the state and of the run', () => {
  const decision = decided(
    rule('first', {
      before: ({ proposed }) => ({
        kind: 'amend',
        state: { ...proposed, name: 'First' },
        run_patch: { infrastructure_pid: '1' },
      }),
    }),
    rule('second', {
      before: ({ proposed, run: seen }) => ({
        kind: 'amend',
        state: { ...proposed, name: `${proposed.name} and second, ${seen.infrastructure_pid}` },
      }),
    }),
  );
  assert.equal(decision.state?.name, 'First and second, 1');
  assert.equal(decision.run_patch.state_name, 'First and second, 1');
  assert.equal(decision.run_patch.infrastructure_pid, '1');
  assert.deepEqual(decision.fired, ['first', 'second']);
});

test('a rule is asked only when the types of the request are in its sets', () => {
  const abort = { before: () => ({ kind: 'abort', reason: 'no' }) as const };
  assert.equal(decided(rule('other end', { from: ['PENDING'], to: ['FAILED'], ...abort })).verdict, 'accept');
  assert.equal(decided(rule('other start', { from: ['none', 'RUNNING'], ...abort })).verdict, 'accept');
  assert.equal(decided(rule('this one', { from: ['PENDING'], to: ['RUNNING'], ...abort })).verdict, 'abort');
  const first = decide(
    policyOf(rule('new runs', { from: ['none'], ...abort })),
    { run, initial: null, proposed: initial },
    facts,
  );
  assert.equal(first.verdict, 'abort');
});

test('after one rule has changed the type of the state, only rules that always apply are asked', () => {
  const decision = decided(
    rule('rejects', { before: () => ({ kind: 'reject', state: cancelledState(facts, 'no'), reason: 'because' }) }),
    rule('skipped', { before: () => ({ kind: 'abort', reason: 'never said' }) }),
    rule('watches', { always: true, before: () => ({ kind: 'amend', run_patch: { infrastructure_pid: '2' } }) }),
  );
  assert.equal(decision.verdict, 'reject');
  assert.equal(decision.reason, 'because');
  assert.equal(decision.state?.type, 'CANCELLED');
  assert.deepEqual(decision.fired, ['rejects', 'watches']);
  assert.equal(decision.run_patch.infrastructure_pid, '2');
});

test('when nothing is written, the run keeps its columns and nothing is done', () => {
  for (const ruling of [
    { kind: 'abort', reason: 'no' },
    { kind: 'wait', delay_seconds: 7, reason: 'no' },
    { kind: 'reject', state: null, reason: 'no' },
  ] as const) {
    const decision = decided(
      rule('patches', {
        before: ({ run: { id } }) => ({
          kind: 'amend',
          run_patch: { infrastructure_pid: '1' },
          effects: [
            { kind: 'release_deployment_slot', deployment_id: newId<DeploymentId>(), flow_run_id: id, lease_id: null },
          ],
        }),
      }),
      rule('refuses', { before: () => ruling }),
      rule('not asked', { always: true, before: () => ({ kind: 'abort', reason: 'too late' }) }),
    );
    assert.deepEqual(
      { ...decision, fired: [...decision.fired] },
      {
        verdict: ruling.kind,
        state: null,
        reason: 'no',
        ...(ruling.kind === 'wait' ? { delay_seconds: 7 } : {}),
        run_patch: {},
        effects: [],
        fired: ['patches', 'refuses'],
      },
    );
  }
});

test('after the decision the rules are told, the last first, and what they patch comes on top', () => {
  const told: string[] = [];
  const listens = (name: string) =>
    rule(name, {
      after: (_moment, written) => {
        told.push(`${name}: ${written?.type}`);
        return { run_patch: { infrastructure_pid: name } };
      },
      undo: () => {
        told.push(`${name}: undone`);
        return null;
      },
    });
  const decision = decided(listens('a'), listens('b'));
  assert.deepEqual(told, ['b: RUNNING', 'a: RUNNING']);
  assert.equal(decision.run_patch.infrastructure_pid, 'a');
  assert.deepEqual(decision.fired, ['b', 'a']);
});

test('a rule whose transition was changed by a later one takes back what it did; the later one stands', () => {
  const told: string[] = [];
  const listens = (name: string, parts: Partial<Rule<FlowRunSubject>> = {}) =>
    rule(name, {
      after: (_moment, written) => {
        told.push(`${name}: ${written?.type}`);
        return null;
      },
      undo: () => {
        told.push(`${name}: undone`);
        return null;
      },
      ...parts,
    });
  decided(
    listens('first'),
    listens('rejects', { before: () => ({ kind: 'reject', state: failedState(facts, 'x'), reason: 'x' }) }),
    listens('always', { always: true }),
  );
  assert.deepEqual(told, ['always: FAILED', 'rejects: FAILED', 'first: undone']);
});

test('a need comes back until it is answered, and the rule that asks sees the answer', () => {
  const need: Need = {
    kind: 'count_deployment_slots',
    deployment_id: Uuid.parse('5b7a7f2e-8a5d-4d2c-9d73-0a6a3b6d7f11') as DeploymentId,
    limit: 1,
  };
  const policy = policyOf(
    rule('counts', {
      needs: () => need,
      before: ({ facts: { answers } }) =>
        answers.count_deployment_slots?.free === 0 ? { kind: 'abort', reason: 'full' } : null,
    }),
  );
  const transition = { run, initial, proposed: runningState(facts) };
  assert.deepEqual(decide(policy, transition, facts), { verdict: 'need', need, rule: 'counts' });
  const full = exampleFlowRunFacts({ answers: { count_deployment_slots: { free: 0 } } });
  assert.equal(decide(policy, transition, full).verdict, 'abort');
  const free = exampleFlowRunFacts({ answers: { count_deployment_slots: { free: 1 } } });
  assert.equal(decide(policy, transition, free).verdict, 'accept');
});

test('each written state has a later time than the one before it', () => {
  const proposed = runningState({ ...facts, now: initial.timestamp });
  const decision = decide(policyOf(), { run, initial, proposed }, facts);
  assert.ok(decision.verdict === 'accept' && decision.state);
  assert.equal(decision.state.timestamp, '2026-11-23T11:59:00.000001Z');
  assert.equal(decision.run_patch.start_time, decision.state.timestamp);
});

test('the columns follow the states of a run from its schedule to its end and to its next attempt', () => {
  let current = exampleFlowRun({ expected_start_time: null });
  let state = null as ReturnType<typeof pendingState> | null;
  const go = (proposed: ReturnType<typeof pendingState>) => {
    const decision = decide(policyOf(), { run: current, initial: state, proposed }, facts);
    assert.ok(decision.verdict === 'accept' && decision.state);
    current = { ...current, ...decision.run_patch };
    state = decision.state;
    return decision.run_patch;
  };
  const at = (minute: string) => ({ ...facts, now: `2026-11-23T12:${minute}:00.000000Z` as typeof NOW });
  const scheduled = go(scheduledState(at('00'), LATER));
  assert.equal(scheduled.expected_start_time, LATER);
  assert.equal(scheduled.next_scheduled_start_time, LATER);
  assert.equal(scheduled.start_time, null);
  const first = go(runningState(at('01')));
  assert.equal(first.run_count, 1);
  assert.equal(first.start_time, at('01').now);
  assert.equal(first.next_scheduled_start_time, null);
  assert.equal(first.total_run_time, 0);
  assert.equal(go(pausedState(at('03'))).total_run_time, 120);
  assert.equal(go(runningState(at('10'))).total_run_time, 120);
  const end = go(failedState(at('11'), 'x'));
  assert.equal(end.total_run_time, 180);
  assert.equal(end.end_time, at('11').now);
  assert.equal(go(cancelledState(at('12'), 'x')).end_time, at('11').now);
  const next = go(runningState(at('13')));
  assert.equal(next.end_time, null);
  assert.equal(next.start_time, at('01').now);
  assert.equal(next.run_count, 3);
  assert.equal(current.expected_start_time, LATER);
});

test('a written state names its run', () => {
  const { state } = decided();
  assert.equal(state?.state_details.flow_run_id, run.id satisfies FlowRunId);
});
