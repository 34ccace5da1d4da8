// core: what becomes of a flow run that is asked to go from any state to any other.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DeploymentId, type FlowRunId, FlowRunPolicy, type TaskRunId } from '@signalbox/contract';
import { newId } from '../ids/new-id.ts';
import {
  awaitingRetryState,
  completedState,
  lateState,
  pausedState,
  pendingState,
  runningState,
  scheduledState,
} from '../states/new-state.ts';
import { addSeconds } from '../time/timestamp.ts';
import { decide } from './decide.ts';
import { BEFORE, earlier, exampleFlowRun, exampleFlowRunFacts, exampleTaskRun, LATER, NOW } from './example-runs.ts';
import { verdictTable } from './example-table.ts';
import { FLOW_RUN_POLICY } from './flow-run-policy.ts';
import { LATE_FLOW_RUN_POLICY } from './late-flow-run-policy.ts';
import { MINIMAL_FLOW_RUN_POLICY } from './minimal-flow-run-policy.ts';
import { mirrorSubflow } from './mirror-subflow.ts';

const facts = exampleFlowRunFacts();

/** A flow run of a deployment, that has run once and has no retries. */
const DEPLOYED = `
              Scheduled     Future        Late          AwaitingRetry Resuming      Pending       Submitting    Running       Retrying      Paused        Suspended     Cancelling    Completed     Failed        Cancelled     Crashed
none          ok            ok            keep          ok            ok            ok            ok            ok            ok            abort         abort         ok            ok            ok            ok            ok
Scheduled     ok            ok            ok            ok            ok            ok            ok            ok            ok            keep          keep          Cancelled     ok            ok            ok            ok
Future        ok            ok            ok            ok            ok            ok            ok            wait          wait          keep          keep          Cancelled     ok            ok            ok            ok
Late          ok            ok            keep          ok            ok            ok            ok            ok            ok            keep          keep          Cancelled     ok            ok            ok            ok
AwaitingRetry ok            ok            ok            ok            ok            ok            ok            ok            ok            keep          keep          Cancelled     ok            ok            ok            ok
Resuming      ok            ok            ok            ok            ok            ok            ok            ok            ok            keep          keep          Cancelled     ok            ok            ok            ok
Pending       ok            ok            keep          ok            ok            abort         ok            ok            ok            keep          keep          ok            ok            ok            ok            ok
Submitting    ok            ok            keep          ok            ok            abort         abort         ok            ok            keep          keep          ok            ok            ok            ok            ok
Running       ok            ok            keep          ok            ok            abort         abort         ok            ok            ok            ok            ok            ok            ok            ok            ok
Retrying      ok            ok            keep          ok            ok            abort         abort         ok            ok            ok            ok            ok            ok            ok            ok            ok
Paused        ok            ok            keep          ok            ok            keep          keep          ok            ok            keep          keep          ok            ok            ok            ok            ok
Suspended     ok            ok            keep          ok            ok            keep          keep          ok            ok            keep          keep          Cancelled     ok            ok            ok            ok
Cancelling    keep          keep          keep          keep          keep          keep          keep          keep          keep          keep          keep          keep          keep          keep          ok            keep
Completed     ok            ok            keep          ok            ok            ok            ok            ok            ok            abort         abort         abort         ok            ok            ok            abort
Failed        ok            ok            keep          ok            ok            ok            ok            ok            ok            abort         abort         abort         ok            ok            ok            abort
Cancelled     ok            ok            keep          ok            ok            abort         abort         ok            ok            abort         abort         abort         ok            ok            ok            abort
Crashed       ok            ok            keep          ok            ok            ok            ok            ok            ok            abort         abort         abort         ok            ok            ok            abort
`;

/** What is different for a flow run of no deployment: these, from these states, to these. */
const ALONE = [
  { verdict: 'abort', from: ['Running', 'Retrying'], to: ['Suspended'] },
  {
    verdict: 'keep',
    from: ['Suspended'],
    to: [
      ...['Scheduled', 'Future', 'AwaitingRetry', 'Resuming', 'Running', 'Retrying'],
      ...['Completed', 'Failed', 'Cancelled', 'Crashed'],
    ],
  },
  {
    verdict: 'abort',
    from: ['Completed', 'Failed', 'Cancelled', 'Crashed'],
    to: ['Scheduled', 'Future', 'Late', 'AwaitingRetry', 'Resuming'],
  },
];

/** The cells of a table, by row and column. */
function cells(table: string): Map<string, string> {
  const [header = '', ...lines] = table.trim().split('\n');
  const columns = header.trim().split(/ +/);
  return new Map(
    lines.flatMap((line) => {
      const [row, ...verdicts] = line.split(/ +/);
      return verdicts.map((verdict, index) => [`${row} -> ${columns[index]}`, verdict] as const);
    }),
  );
}

test('a flow run of a deployment goes from each state to each other as the table says', () => {
  const run = exampleFlowRun({ run_count: 1, deployment_id: newId<DeploymentId>() });
  assert.equal(verdictTable(FLOW_RUN_POLICY, run, facts), DEPLOYED.slice(1, -1));
});

test('a flow run without a deployment is not suspended, not scheduled again, and not taken out of suspension', () => {
  const expected = cells(DEPLOYED);
  for (const { verdict, from, to } of ALONE) {
    for (const row of from) for (const column of to) expected.set(`${row} -> ${column}`, verdict);
  }
  assert.deepEqual(cells(verdictTable(FLOW_RUN_POLICY, exampleFlowRun({ run_count: 1 }), facts)), expected);
});

test('force lets every transition pass, but a run without a process is cancelled at once', () => {
  const run = exampleFlowRun({ run_count: 1 });
  for (const [pair, verdict] of cells(verdictTable(MINIMAL_FLOW_RUN_POLICY, run, facts))) {
    const without_process = /^(Scheduled|Future|Late|AwaitingRetry|Resuming|Suspended) -> Cancelling$/.test(pair);
    assert.equal(verdict, without_process ? 'Cancelled' : 'ok', pair);
  }
});

test('a run whose process is known is cancelled by it, unless it only waits to be resumed', () => {
  const run = exampleFlowRun({ infrastructure_pid: '7' });
  const table = cells(verdictTable(FLOW_RUN_POLICY, run, facts));
  assert.equal(table.get('Scheduled -> Cancelling'), 'ok');
  assert.equal(table.get('Late -> Cancelling'), 'ok');
  assert.equal(table.get('Resuming -> Cancelling'), 'Cancelled');
});

test('a failed run with attempts left waits for the next one, after its delay, with message and data', () => {
  const empirical_policy = FlowRunPolicy.parse({ retries: 2, retry_delay: 30, pause_keys: ['a'], resuming: true });
  const run = exampleFlowRun({ run_count: 2, empirical_policy });
  const failed = { ...completedState(facts), type: 'FAILED', name: 'Failed', message: 'no', data: [1] } as const;
  const decision = decide(FLOW_RUN_POLICY, { run, initial: runningState(earlier), proposed: failed }, facts);
  assert.ok(decision.verdict === 'reject');
  assert.equal(decision.reason, 'Retrying');
  assert.equal(decision.state?.name, 'AwaitingRetry');
  assert.equal(decision.state.message, 'no');
  assert.deepEqual(decision.state.data, [1]);
  assert.equal(decision.state.state_details.scheduled_time, addSeconds(NOW, 30));
  assert.equal(decision.run_patch.next_scheduled_start_time, addSeconds(NOW, 30));
  assert.deepEqual(decision.run_patch.empirical_policy, {
    ...empirical_policy,
    pause_keys: [],
    resuming: false,
    retry_type: 'in_process',
  });
  assert.deepEqual(decision.fired, ['RetryFailedFlows']);
  const last = { ...run, run_count: 3 };
  const end = decide(FLOW_RUN_POLICY, { run: last, initial: runningState(earlier), proposed: failed }, facts);
  assert.equal(end.verdict, 'accept');
});

test('who starts a run too early is told the whole seconds to wait', () => {
  const transition = (scheduled_time: typeof NOW) => ({
    run: exampleFlowRun(),
    initial: scheduledState(earlier, scheduled_time),
    proposed: runningState(facts),
  });
  const early = decide(FLOW_RUN_POLICY, transition(addSeconds(NOW, 1.2)), facts);
  assert.ok(early.verdict === 'wait');
  assert.equal(early.delay_seconds, 2);
  assert.equal(decide(FLOW_RUN_POLICY, transition(NOW), facts).verdict, 'accept');
  assert.equal(decide(FLOW_RUN_POLICY, transition(BEFORE), facts).verdict, 'accept');
});

test('a paused run that resumes counts no new attempt, and its pause does not fire again', () => {
  const pause = pausedState(facts, { state_details: { pause_key: 'a' } });
  const run = exampleFlowRun({ run_count: 1 });
  const paused = decide(FLOW_RUN_POLICY, { run, initial: runningState(earlier), proposed: pause }, facts);
  assert.ok(paused.verdict === 'accept');
  assert.deepEqual(paused.run_patch.empirical_policy?.pause_keys, ['a']);

  const held = { ...run, ...paused.run_patch };
  const scheduled = decide(FLOW_RUN_POLICY, { run: held, initial: pause, proposed: scheduledState(facts, NOW) }, facts);
  assert.ok(scheduled.verdict === 'accept');
  assert.equal(scheduled.run_patch.empirical_policy?.resuming, true);

  const resuming = { ...held, ...scheduled.run_patch };
  const started = decide(
    FLOW_RUN_POLICY,
    { run: resuming, initial: scheduled.state, proposed: runningState(facts) },
    facts,
  );
  assert.ok(started.verdict === 'accept');
  assert.equal(started.run_patch.run_count, 1);
  assert.equal(started.run_patch.empirical_policy?.resuming, false);

  const again = decide(
    FLOW_RUN_POLICY,
    { run: { ...resuming, ...started.run_patch }, initial: started.state, proposed: pause },
    facts,
  );
  assert.ok(again.verdict === 'reject');
  assert.equal(again.reason, 'This pause has already fired.');
});

test('a pause that nobody ended in time has failed the run, however it is left', () => {
  const initial = pausedState(earlier, { state_details: { pause_timeout: BEFORE } });
  const run = exampleFlowRun({ run_count: 1 });
  for (const proposed of [runningState(facts), scheduledState(facts, NOW), completedState(facts)]) {
    const decision = decide(FLOW_RUN_POLICY, { run, initial, proposed }, facts);
    assert.ok(decision.verdict === 'reject');
    assert.equal(decision.state?.type, 'FAILED');
    assert.ok(decision.state.message?.includes(BEFORE), 'the message names the time');
  }
  const in_time = pausedState(earlier, { state_details: { pause_timeout: LATER } });
  assert.equal(
    decide(FLOW_RUN_POLICY, { run, initial: in_time, proposed: runningState(facts) }, facts).verdict,
    'accept',
  );
});

test('a subflow tells each of its states to the task run that stands for it', () => {
  const parent_task_run_id = newId<TaskRunId>();
  const run = exampleFlowRun({ parent_task_run_id });
  const decision = decide(
    FLOW_RUN_POLICY,
    { run, initial: pendingState(earlier), proposed: runningState(facts) },
    facts,
  );
  assert.ok(decision.verdict === 'accept' && decision.state);
  assert.deepEqual(decision.effects, [
    { kind: 'mirror_to_parent_task_run', parent_task_run_id, state: decision.state },
  ]);

  const parent = exampleTaskRun({ id: parent_task_run_id, flow_run_id: newId<FlowRunId>() });
  const { state, run_patch } = mirrorSubflow(parent, pendingState(earlier), decision.state, facts);
  assert.notEqual(state.id, decision.state.id);
  assert.equal(state.type, 'RUNNING');
  const { child_flow_run_id, flow_run_id, task_run_id } = state.state_details;
  assert.deepEqual([child_flow_run_id, flow_run_id, task_run_id], [run.id, parent.flow_run_id, parent.id]);
  assert.deepEqual([run_patch.state_id, run_patch.run_count], [state.id, 1]);
});

test('only a run that still waits is marked late, and once', () => {
  const run = exampleFlowRun();
  const late = lateState(facts, BEFORE);
  const verdictFrom = (initial: typeof late | null) =>
    decide(LATE_FLOW_RUN_POLICY, { run, initial, proposed: late }, facts).verdict;
  assert.equal(verdictFrom(scheduledState(earlier, BEFORE)), 'accept');
  assert.equal(verdictFrom(awaitingRetryState(earlier, BEFORE)), 'accept');
  assert.equal(verdictFrom(lateState(earlier, BEFORE)), 'reject');
  assert.equal(verdictFrom(runningState(earlier)), 'reject');
  assert.equal(verdictFrom(null), 'reject');
});
