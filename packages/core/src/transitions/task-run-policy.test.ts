// core: what becomes of a task run that is asked to go from any state to any other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FlowRunId, TaskRunPolicy, Uuid } from '@signalbox/contract';
import { newId } from '../ids/new-id.ts';
import {
  awaitingRetryState,
  completedState,
  failedState,
  pausedState,
  pendingState,
  runningState,
  scheduledState,
} from '../states/new-state.ts';
import { addSeconds } from '../time/timestamp.ts';
import { decide } from './decide.ts';
import { earlier, exampleTaskRun, exampleTaskRunFacts, LATER, NOW } from './example-runs.ts';
import { verdictTable } from './example-table.ts';
import {
  BACKGROUND_TASK_RUN_POLICY,
  firstTaskRunPolicyFor,
  MINIMAL_TASK_RUN_POLICY,
  TASK_RUN_POLICY,
  taskRunPolicyFor,
} from './task-run-policy.ts';
import { taskRetryDelaySeconds } from './task-run-rules/retries.ts';

const facts = exampleTaskRunFacts();

/** A task run that has run once, outside of any flow. */
const TABLE = `
              Scheduled     Future        Late          AwaitingRetry Resuming      Pending       Submitting    Running       Retrying      Paused        Suspended     Cancelling    Completed     Failed        Cancelled     Crashed
none          ok            ok            ok            ok            ok            ok            ok            Rerunning     Rerunning     ok            ok            ok            ok            ok            ok            ok
Scheduled     ok            ok            ok            ok            ok            ok            ok            Rerunning     Rerunning     ok            ok            ok            ok            ok            ok            ok
Future        ok            ok            ok            ok            ok            ok            ok            wait          wait          ok            ok            ok            ok            ok            ok            ok
Late          ok            ok            ok            ok            ok            ok            ok            Rerunning     Rerunning     ok            ok            ok            ok            ok            ok            ok
AwaitingRetry ok            ok            ok            ok            ok            ok            ok            Retrying      ok            ok            ok            ok            ok            ok            ok            ok
Resuming      ok            ok            ok            ok            ok            ok            ok            Rerunning     Rerunning     ok            ok            ok            ok            ok            ok            ok
Pending       ok            ok            ok            ok            ok            ok            ok            Rerunning     Rerunning     ok            ok            ok            ok            ok            ok            ok
Submitting    ok            ok            ok            ok            ok            ok            ok            Rerunning     Rerunning     ok            ok            ok            ok            ok            ok            ok
Running       ok            ok            ok            ok            ok            ok            ok            Rerunning     Rerunning     ok            ok            ok            ok            ok            ok            ok
Retrying      ok            ok            ok            ok            ok            ok            ok            Rerunning     Rerunning     ok            ok            ok            ok            ok            ok            ok
Paused        ok            ok            ok            ok            ok            ok            ok            Rerunning     Rerunning     ok            ok            ok            ok            ok            ok            ok
Suspended     ok            ok            ok            ok            ok            ok            ok            Rerunning     Rerunning     ok            ok            ok            ok            ok            ok            ok
Cancelling    ok            ok            ok            ok            ok            ok            ok            Rerunning     Rerunning     ok            ok            ok            ok            ok            ok            ok
Completed     ok            ok            ok            ok            ok            ok            ok            ok            ok            abort         abort         abort         ok            ok            ok            abort
Failed        ok            ok            ok            ok            ok            ok            ok            ok            ok            abort         abort         abort         ok            ok            ok            abort
Cancelled     ok            ok            ok            ok            ok            ok            ok            ok            ok            abort         abort         abort         ok            ok            ok            abort
Crashed       ok            ok            ok            ok            ok            ok            ok            ok            ok            abort         abort         abort         ok            ok            ok            abort
`;

test('a task run goes from each state to each other as the table says', () => {
  assert.equal(verdictTable(TASK_RUN_POLICY, exampleTaskRun({ run_count: 1 }), facts), TABLE.slice(1, -1));
});

test('a background task is claimed once, and is like any other but for that', () => {
  const run = exampleTaskRun({ run_count: 1 });
  const table = verdictTable(TASK_RUN_POLICY, run, facts).split('\n');
  const background = verdictTable(BACKGROUND_TASK_RUN_POLICY, run, facts).split('\n');
  const claimed = ['Pending', 'Submitting', 'Running', 'Retrying', 'Cancelling', 'Cancelled'];
  for (const [index, line] of background.entries()) {
    const [row = '', ...verdicts] = line.trim().split(/ +/);
    const [, ...others] = (table[index] ?? '').trim().split(/ +/);
    const [pending, submitting] = row === 'Pending' ? ['abort', 'ok'] : ['abort', 'abort'];
    if (claimed.includes(row)) others.splice(5, 2, pending, submitting);
    assert.deepEqual(verdicts, others, row);
  }
});

test('force lets every transition of a task run pass', () => {
  const [, ...lines] = verdictTable(MINIMAL_TASK_RUN_POLICY, exampleTaskRun(), facts).split('\n');
  for (const line of lines) assert.deepEqual([...new Set(line.split(/ +/).slice(1))], ['ok'], line);
});

test('the proposed state says which rules it is measured by', () => {
  const deferred = scheduledState(facts, NOW, { state_details: { deferred: true } });
  assert.equal(taskRunPolicyFor(runningState(facts), false), TASK_RUN_POLICY);
  assert.equal(taskRunPolicyFor(deferred, false), BACKGROUND_TASK_RUN_POLICY);
  assert.equal(taskRunPolicyFor(deferred, true), MINIMAL_TASK_RUN_POLICY);
  assert.equal(firstTaskRunPolicyFor(deferred), BACKGROUND_TASK_RUN_POLICY);
  assert.equal(firstTaskRunPolicyFor(runningState(facts)), MINIMAL_TASK_RUN_POLICY);
});

test('a list of delays gives one for each attempt, its last for all that follow; jitter spreads them', () => {
  const seconds = (policy: object, run_count: number, random = 0.5) =>
    taskRetryDelaySeconds(TaskRunPolicy.parse(policy), run_count, () => random);
  assert.equal(seconds({}, 1), 0);
  assert.equal(seconds({ retry_delay: 7 }, 3), 7);
  assert.deepEqual(
    [1, 2, 3, 4].map((run_count) => seconds({ retry_delay: [1, 2, 4] }, run_count)),
    [1, 2, 4, 4],
  );
  assert.equal(seconds({ retry_delay: [] }, 1), 0);
  const jitter = { retry_delay: 10, retry_jitter_factor: 0.5 };
  assert.deepEqual([seconds(jitter, 1, 0), seconds(jitter, 1, 0.5), seconds(jitter, 1, 1)], [5, 10, 15]);
  assert.equal(seconds({ retry_delay: 10, retry_jitter_factor: 3 }, 1, 0), 0);
});

test('a failed task is tried again while attempts are left, unless the failure says that it is in vain', () => {
  const run = exampleTaskRun({ run_count: 1, empirical_policy: TaskRunPolicy.parse({ retries: 1, retry_delay: 5 }) });
  const initial = runningState(earlier);
  const proposed = failedState(facts, 'no');
  const again = decide(TASK_RUN_POLICY, { run, initial, proposed }, facts);
  assert.ok(again.verdict === 'reject');
  assert.equal(again.state?.name, 'AwaitingRetry');
  assert.equal(again.state.state_details.scheduled_time, addSeconds(NOW, 5));
  const in_vain = failedState(facts, 'no', { state_details: { retriable: false } });
  assert.equal(decide(TASK_RUN_POLICY, { run, initial, proposed: in_vain }, facts).verdict, 'accept');
  assert.equal(decide(TASK_RUN_POLICY, { run: { ...run, run_count: 2 }, initial, proposed }, facts).verdict, 'accept');
});

test('a task does not start in a flow that is paused or has ended', () => {
  const run = exampleTaskRun();
  const id = newId<FlowRunId>();
  const start = (state: typeof earlierPause | null) =>
    decide(
      TASK_RUN_POLICY,
      { run, initial: pendingState(earlier), proposed: runningState(facts) },
      exampleTaskRunFacts({ flow_run: { id, run_count: 2, state } }),
    );
  const earlierPause = pausedState(earlier, { state_details: { pause_timeout: LATER, pause_reschedule: true } });
  const paused = start(earlierPause);
  assert.ok(paused.verdict === 'reject' && paused.state);
  assert.equal(paused.state.name, 'NotReady');
  assert.equal(paused.state.state_details.pause_timeout, LATER);
  assert.equal(paused.state.state_details.pause_reschedule, true);
  assert.ok(paused.reason?.includes(id));
  assert.equal(start(completedState(earlier)).verdict, 'abort');
  assert.equal(start(null).verdict, 'abort');
  const started = start(runningState(earlier));
  assert.ok(started.verdict === 'accept');
  assert.equal(started.run_patch.flow_run_run_count, 2);
});

test('a task that ended runs again from the start; in a new attempt of its flow it is called a retry', () => {
  const id = newId<FlowRunId>();
  const run = exampleTaskRun({ run_count: 3, flow_run_run_count: 1 });
  const again = (run_count: number) =>
    decide(
      TASK_RUN_POLICY,
      { run, initial: failedState(earlier, 'no'), proposed: runningState(facts) },
      exampleTaskRunFacts({ flow_run: { id, run_count, state: runningState(earlier) } }),
    );
  const same = again(1);
  assert.ok(same.verdict === 'accept');
  assert.equal(same.state?.name, 'Running');
  assert.equal(same.run_patch.run_count, 1);
  const retried = again(2);
  assert.ok(retried.verdict === 'accept');
  assert.equal(retried.state?.name, 'Retrying');
});

test('a cached state is taken instead of a run, unless a fresh one is asked for', () => {
  const run = exampleTaskRun();
  const initial = pendingState(earlier);
  const proposed = runningState(facts, { state_details: { cache_key: 'k' } });
  const asked = decide(TASK_RUN_POLICY, { run, initial, proposed }, facts);
  assert.deepEqual(asked, {
    verdict: 'need',
    need: { kind: 'find_cached_state', cache_key: 'k' },
    rule: 'CacheRetrieval',
  });
  const state = completedState(earlier, { data: { type: 'reference' }, state_details: { cache_key: 'k' } });
  const found = exampleTaskRunFacts({ answers: { find_cached_state: { state } } });
  const cached = decide(TASK_RUN_POLICY, { run, initial, proposed }, found);
  assert.ok(cached.verdict === 'reject');
  assert.equal(cached.state?.name, 'Cached');
  assert.deepEqual(cached.state.data, { type: 'reference' });
  assert.notEqual(cached.state.id, state.id);
  assert.deepEqual(cached.effects, []);
  const none = exampleTaskRunFacts({ answers: { find_cached_state: { state: null } } });
  assert.equal(decide(TASK_RUN_POLICY, { run, initial, proposed }, none).verdict, 'accept');
  const fresh = runningState(facts, { state_details: { cache_key: 'k', refresh_cache: true } });
  assert.equal(decide(TASK_RUN_POLICY, { run, initial, proposed: fresh }, facts).verdict, 'accept');
});

test('a result with a cache key is kept under it; with a key that is too long it is only written', () => {
  const run = exampleTaskRun();
  const initial = runningState(earlier);
  const complete = (cache_key: string) =>
    decide(
      TASK_RUN_POLICY,
      { run, initial, proposed: completedState(facts, { state_details: { cache_key, cache_expiration: LATER } }) },
      facts,
    );
  const kept = complete('k');
  assert.ok(kept.verdict === 'accept' && kept.state);
  assert.deepEqual(kept.effects, [
    { kind: 'insert_cached_state', cache_key: 'k', cache_expiration: LATER, state_id: kept.state.id },
  ]);
  const too_long = complete('k'.repeat(2001));
  assert.ok(too_long.verdict === 'reject');
  assert.equal(too_long.state?.type, 'COMPLETED');
  assert.deepEqual(too_long.effects, []);
});

test('a task with tags takes their slots before it runs, and gives them back when it stops', () => {
  const run = exampleTaskRun({ tags: ['db'] });
  const transition = { run, initial: pendingState(earlier), proposed: runningState(facts) };
  const asked = decide(TASK_RUN_POLICY, transition, facts);
  assert.ok(asked.verdict === 'need');
  assert.deepEqual(asked.need, { kind: 'claim_tag_slots', task_run_id: run.id, tags: ['db'] });
  const with_answer = (answer: NonNullable<typeof facts.answers.claim_tag_slots>, from = transition) =>
    decide(TASK_RUN_POLICY, from, exampleTaskRunFacts({ answers: { claim_tag_slots: answer } }));
  assert.equal(with_answer({ claimed: true }).verdict, 'accept');
  const full = with_answer({ claimed: false, full_tag: 'db' });
  assert.ok(full.verdict === 'wait');
  assert.equal(full.delay_seconds, 10);
  const blocked = with_answer({ claimed: false, blocked_tag: 'db' });
  assert.ok(blocked.verdict === 'abort' && blocked.reason?.includes('db'));

  const release = { kind: 'release_tag_slots', task_run_id: run.id, tags: ['db'] };
  const too_early = with_answer({ claimed: true }, { ...transition, initial: scheduledState(earlier, LATER) });
  assert.equal(too_early.verdict, 'wait');
  assert.deepEqual('effects' in too_early && too_early.effects, [release], 'slots that were taken in vain');
  const done = decide(TASK_RUN_POLICY, { run, initial: runningState(earlier), proposed: completedState(facts) }, facts);
  assert.deepEqual('effects' in done && done.effects, [release]);
});

test('a background task keeps the id of its parameters until it runs, and is handed to task workers', () => {
  const task_parameters_id = Uuid.parse('5b7a7f2e-8a5d-4d2c-9d73-0a6a3b6d7f11');
  const run = exampleTaskRun();
  const deferred = { state_details: { deferred: true } };
  const scheduled = decide(
    BACKGROUND_TASK_RUN_POLICY,
    {
      run,
      initial: null,
      proposed: scheduledState(facts, NOW, { state_details: { deferred: true, task_parameters_id } }),
    },
    facts,
  );
  assert.ok(scheduled.verdict === 'accept');
  assert.deepEqual(scheduled.effects, [{ kind: 'enqueue_task_run', task_run_id: run.id }]);
  const started = decide(
    BACKGROUND_TASK_RUN_POLICY,
    { run, initial: scheduled.state, proposed: runningState(facts, deferred) },
    facts,
  );
  assert.ok(started.verdict === 'accept');
  assert.equal(started.state?.state_details.task_parameters_id, task_parameters_id);
  const waiting = awaitingRetryState(facts, LATER);
  const retry = decide(BACKGROUND_TASK_RUN_POLICY, { run, initial: started.state, proposed: waiting }, facts);
  assert.deepEqual('effects' in retry && retry.effects, [], 'a retry stays with its process');
});
