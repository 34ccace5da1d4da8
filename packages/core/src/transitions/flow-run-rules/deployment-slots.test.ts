import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DeploymentId, FlowRunPolicy, type LeaseId } from '@signalbox/contract';
import { newId } from '../../ids/new-id.ts';
import {
  awaitingRetryState,
  cancellingState,
  completedState,
  failedState,
  lateState,
  pausedState,
  pendingState,
  runningState,
  scheduledState,
} from '../../states/new-state.ts';
import { addSeconds } from '../../time/timestamp.ts';
import { type Client, UNKNOWN_CLIENT } from '../client.ts';
import { decide } from '../decide.ts';
import { BEFORE, earlier, exampleFlowRun, exampleFlowRunFacts, NOW } from '../example-runs.ts';
import { FLOW_RUN_POLICY } from '../flow-run-policy.ts';
import { LATE_FLOW_RUN_POLICY } from '../late-flow-run-policy.ts';
import { MINIMAL_FLOW_RUN_POLICY } from '../minimal-flow-run-policy.ts';
import type { Answers, FlowRunFacts } from '../rule.ts';

const deployment_id = newId<DeploymentId>();
const lease_id = newId<LeaseId>();
const run = exampleFlowRun({ deployment_id });
const NEW_CLIENT: Client = { package_version: [3, 8, 8], api_version: null };
const OLD_CLIENT: Client = { package_version: [3, 4, 10], api_version: null };
const held = { state_details: { deployment_concurrency_lease_id: lease_id } };
const release = { kind: 'release_deployment_slot', deployment_id, flow_run_id: run.id, lease_id };

function factsWith(
  answers: Answers,
  { limit = 1, cancels = false, client = NEW_CLIENT, grace = null as number | null } = {},
): FlowRunFacts {
  const collision_strategy = cancels ? 'CANCEL_NEW' : 'ENQUEUE';
  return exampleFlowRunFacts({
    answers,
    client,
    deployment: {
      id: deployment_id,
      concurrency_limit: limit,
      concurrency_options: { collision_strategy, grace_period_seconds: grace },
    },
  });
}

const free: Answers = { claim_deployment_slot: { claimed: true, lease_id } };
const full: Answers = { claim_deployment_slot: { claimed: false } };
const scheduled = scheduledState(earlier, BEFORE);

test('a run asks for a slot before it is claimed, for as long as the deployment grants', () => {
  const transition = { run, initial: scheduled, proposed: pendingState({ ...earlier, now: NOW }) };
  const need = (grace: number | null) => decide(FLOW_RUN_POLICY, transition, factsWith({}, { grace }));
  const expected = { kind: 'claim_deployment_slot', deployment_id, flow_run_id: run.id, limit: 1 };
  assert.deepEqual(need(null), {
    verdict: 'need',
    need: { ...expected, grace_period_seconds: 300 },
    rule: 'SecureFlowConcurrencySlots',
  });
  assert.deepEqual(need(60), {
    verdict: 'need',
    need: { ...expected, grace_period_seconds: 60 },
    rule: 'SecureFlowConcurrencySlots',
  });
});

test('a run with a slot carries its lease; without one it waits, or is cancelled if its deployment says so', () => {
  const transition = { run, initial: scheduled, proposed: pendingState({ ...earlier, now: NOW }) };
  const got = decide(FLOW_RUN_POLICY, transition, factsWith(free));
  assert.ok(got.verdict === 'accept');
  assert.equal(got.state?.state_details.deployment_concurrency_lease_id, lease_id);
  const waits = decide(FLOW_RUN_POLICY, transition, factsWith(full));
  assert.ok(waits.verdict === 'reject');
  assert.equal(waits.state?.name, 'AwaitingConcurrencySlot');
  assert.equal(waits.state.state_details.scheduled_time, addSeconds(NOW, 30));
  assert.deepEqual(waits.effects, []);
  const cancelled = decide(FLOW_RUN_POLICY, transition, factsWith(full, { cancels: true }));
  assert.ok(cancelled.verdict === 'reject');
  assert.equal(cancelled.state?.type, 'CANCELLED');
  const never = decide(FLOW_RUN_POLICY, transition, factsWith({}, { limit: 0 }));
  assert.equal(never.verdict, 'abort');
});

test('a slot that was taken in vain is given back', () => {
  const initial = pausedState(earlier);
  const decision = decide(
    FLOW_RUN_POLICY,
    { run, initial, proposed: pendingState({ ...earlier, now: NOW }) },
    factsWith(free),
  );
  assert.ok(decision.verdict === 'reject');
  assert.equal(decision.state, null);
  assert.deepEqual(decision.effects, [release]);
});

test('a run that leaves the states of a slot gives it back, also by force; one that retries in its process keeps it', () => {
  const facts = factsWith({});
  const source = { ...earlier, now: NOW };
  const effects = (initial: typeof scheduled, proposed: typeof scheduled, policy = FLOW_RUN_POLICY, changed = run) => {
    const decision = decide(policy, { run: changed, initial, proposed }, facts);
    assert.ok(decision.verdict !== 'need');
    return decision.effects;
  };
  const running = runningState(earlier, held);
  for (const proposed of [
    completedState(source),
    failedState(source, 'no'),
    pausedState(source),
    scheduledState(source, NOW),
  ]) {
    assert.deepEqual(
      effects(running, proposed, FLOW_RUN_POLICY, { ...run, run_count: 1 }),
      [release],
      proposed.name ?? '',
    );
  }
  assert.deepEqual(effects(running, cancellingState(source)), []);
  assert.deepEqual(effects(running, completedState(source), MINIMAL_FLOW_RUN_POLICY), [release]);

  const empirical_policy = FlowRunPolicy.parse({ retries: 1 });
  const retried = { ...run, run_count: 1, empirical_policy };
  assert.deepEqual(effects(running, failedState(source, 'no'), FLOW_RUN_POLICY, retried), []);
  const waiting = { ...retried, empirical_policy: { ...empirical_policy, retry_type: 'in_process' as const } };
  assert.deepEqual(
    effects(awaitingRetryState(earlier, BEFORE, held), failedState(source, 'no'), FLOW_RUN_POLICY, waiting),
    [release],
  );
  assert.deepEqual(effects(scheduled, completedState(source)), []);
});

test('a run that starts after its lease was lost takes a new slot or is cancelled; older clients do not renew', () => {
  const transition = { run, initial: pendingState(earlier, held), proposed: runningState({ ...earlier, now: NOW }) };
  const asked = decide(FLOW_RUN_POLICY, transition, factsWith({}));
  assert.ok(asked.verdict === 'need' && asked.need.kind === 'keep_deployment_slot');
  assert.equal(asked.need.lease_id, lease_id);
  const kept = decide(FLOW_RUN_POLICY, transition, factsWith({ keep_deployment_slot: { claimed: true, lease_id } }));
  assert.ok(kept.verdict === 'accept');
  assert.equal(kept.state?.state_details.deployment_concurrency_lease_id, lease_id);
  const other = newId<LeaseId>();
  const anew = decide(
    FLOW_RUN_POLICY,
    transition,
    factsWith({ keep_deployment_slot: { claimed: true, lease_id: other } }),
  );
  assert.ok(anew.verdict === 'accept');
  assert.equal(anew.state?.state_details.deployment_concurrency_lease_id, other);
  const lost = decide(FLOW_RUN_POLICY, transition, factsWith({ keep_deployment_slot: { claimed: false } }));
  assert.ok(lost.verdict === 'reject');
  assert.equal(lost.state?.type, 'CANCELLED');
  for (const client of [OLD_CLIENT, UNKNOWN_CLIENT]) {
    const old = decide(FLOW_RUN_POLICY, transition, factsWith({}, { client }));
    assert.ok(old.verdict === 'accept');
    assert.deepEqual(old.effects, [{ kind: 'hold_deployment_slot', flow_run_id: run.id, lease_id }]);
  }
});

test('a late run of a full deployment that cancels what is new is cancelled', () => {
  const transition = { run, initial: scheduled, proposed: lateState({ ...earlier, now: NOW }, BEFORE) };
  const asked = decide(LATE_FLOW_RUN_POLICY, transition, factsWith({}, { cancels: true }));
  assert.ok(asked.verdict === 'need');
  assert.deepEqual(asked.need, { kind: 'count_deployment_slots', deployment_id, limit: 1 });
  const none = { count_deployment_slots: { free: 0 } };
  const cancelled = decide(LATE_FLOW_RUN_POLICY, transition, factsWith(none, { cancels: true }));
  assert.ok(cancelled.verdict === 'reject');
  assert.equal(cancelled.state?.type, 'CANCELLED');
  const one = { count_deployment_slots: { free: 1 } };
  assert.equal(decide(LATE_FLOW_RUN_POLICY, transition, factsWith(one, { cancels: true })).verdict, 'accept');
  assert.equal(decide(LATE_FLOW_RUN_POLICY, transition, factsWith({})).verdict, 'accept');
});

test('a run without a limit needs no slot', () => {
  const proposed = pendingState({ ...earlier, now: NOW });
  assert.equal(decide(FLOW_RUN_POLICY, { run, initial: scheduled, proposed }, exampleFlowRunFacts()).verdict, 'accept');
});
