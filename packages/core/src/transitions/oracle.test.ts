// core: the rules decide as a real Prefect server did, for every transition in conformance/transitions.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FlowRun, type LeaseId, State, TaskRun, Timestamp } from '@signalbox/contract';
import {
  anonymous,
  type Outcome,
  type RecordedCase,
  type Recording,
  type Request,
  type RunFacts,
  runChanges,
  runSpec,
  type Start,
  type StateSpec,
  stateSpec,
} from '../../../../conformance/transitions/recorded-case.ts';
import { newId } from '../ids/new-id.ts';
import { addSeconds } from '../time/timestamp.ts';
import { clientFromHeaders } from './client.ts';
import { decide } from './decide.ts';
import { FLOW_RUN_POLICY } from './flow-run-policy.ts';
import { MINIMAL_FLOW_RUN_POLICY } from './minimal-flow-run-policy.ts';
import { orchestrationResult } from './orchestration-result.ts';
import {
  type Answers,
  DEFAULT_TRANSITION_SETTINGS,
  type DeploymentLimit,
  type DeploymentSlot,
  type Facts,
  type FlowRunSubject,
  type Policy,
  type Subject,
  type TaskRunSubject,
} from './rule.ts';
import { firstTaskRunPolicyFor, taskRunPolicyFor } from './task-run-policy.ts';

const NOW = Timestamp.parse('2026-11-23T12:00:00Z');
const ASKED = addSeconds(NOW, -0.01);
const TIMES = ['scheduled_time', 'cache_expiration', 'pause_timeout'];
const LEASE = newId<LeaseId>();
const OTHER_LEASE = newId<LeaseId>();
const GENERATED_KEY = newId();

function stateFrom(spec: StateSpec, timestamp: Timestamp): State {
  const details = Object.entries(spec.details ?? {}).map(([key, value]) => {
    if (TIMES.includes(key)) return [key, addSeconds(timestamp, Number(value))];
    return [key, key === 'deployment_concurrency_lease_id' ? LEASE : value];
  });
  const scheduled_time = spec.type === 'SCHEDULED' ? { scheduled_time: addSeconds(timestamp, -0.001) } : {};
  return State.parse({
    ...spec,
    id: newId(),
    name: spec.name ?? spec.type[0] + spec.type.slice(1).toLowerCase(),
    timestamp,
    state_details: { ...scheduled_time, ...Object.fromEntries(details) },
  });
}

/** The columns of a run that stands at a start. */
function columnsFrom({ run, state, deployment, flow }: Start, initial: State | null): Record<string, unknown> {
  const times = Object.entries(run).map(([key, value]) => {
    if (!key.endsWith('_time')) return [key, value];
    if (value === 'state') return [key, initial?.timestamp];
    return [key, value === 'scheduled' ? initial?.state_details.scheduled_time : addSeconds(ASKED, -100)];
  });
  assert.ok(state);
  const { pause_keys = [], resuming = false, retry_type = null, retries = null, retry_delay = null } = run;
  const keys = Array.isArray(pause_keys) ? pause_keys : [];
  return {
    id: newId(),
    created: null,
    updated: null,
    name: 'run',
    flow_id: newId(),
    task_key: 'task',
    dynamic_key: '0',
    ...Object.fromEntries(times),
    state: initial,
    deployment_id: deployment ? newId() : null,
    flow_run_id: flow ? newId() : null,
    parent_task_run_id: run.subflow ? newId() : null,
    infrastructure_pid: run.infrastructure_pid ? '7' : null,
    empirical_policy: {
      retries,
      retry_delay,
      resuming,
      retry_type,
      pause_keys: keys.map((key) => (key === 'generated' ? GENERATED_KEY : key)),
    },
  };
}

function answersFor(request: Request, initial: State | null): Answers {
  const lease = initial?.state_details.deployment_concurrency_lease_id ?? null;
  const claim: DeploymentSlot =
    request.slots === 'full' ? { claimed: false } : { claimed: true, lease_id: OTHER_LEASE };
  const cached = stateFrom(
    { type: 'COMPLETED', message: 'cached', data: { any: 1 }, details: { cache_key: 'known' } },
    ASKED,
  );
  return {
    claim_deployment_slot: claim,
    keep_deployment_slot: lease === null || request.lease_lost ? claim : { claimed: true, lease_id: lease },
    find_cached_state: { state: request.cached ? cached : null },
  };
}

function factsFor(request: Partial<Request>, answers: Answers): Facts {
  return {
    now: NOW,
    random: () => 0.5,
    newId: () => newId(),
    client: clientFromHeaders(
      request.headers?.['user-agent'] ?? null,
      request.headers?.['x-prefect-api-version'] ?? null,
    ),
    settings: DEFAULT_TRANSITION_SETTINGS,
    answers,
  };
}

function deploymentFrom(start: Start | null, request: Partial<Request>, run: FlowRun): DeploymentLimit | null {
  if (run.deployment_id === null || !start?.deployment) return null;
  const { limit, strategy } = start.deployment;
  return {
    id: run.deployment_id,
    concurrency_limit: request.slots === 'zero' ? 0 : limit,
    concurrency_options: strategy ? { collision_strategy: strategy, grace_period_seconds: null } : null,
  };
}

/** What `decide` makes of it, told as a recording tells it. */
function outcomeOf<S extends Subject>(
  policy: Policy<S>,
  run: S['run'] & RunFacts,
  proposed: State,
  facts: S['facts'],
): Outcome {
  const decision = decide(policy, { run, initial: run.state, proposed }, facts);
  assert.ok(decision.verdict !== 'need', 'every need is answered');
  const { status, details } = orchestrationResult(decision, run.state);
  const after: RunFacts = { ...run, ...decision.run_patch, state: decision.state ?? run.state };
  const lease = run.state?.state_details.deployment_concurrency_lease_id ?? null;
  return {
    status,
    ...('reason' in details && details.reason !== null ? { reason: anonymous(details.reason) } : {}),
    ...('delay_seconds' in details ? { delay_seconds: Math.round(details.delay_seconds / 10) * 10 } : {}),
    ...(decision.state ? { written: stateSpec(decision.state, lease) } : {}),
    run: run.state === null ? runSpec(after) : runChanges(run, after),
  };
}

/** The messages of a pause that has timed out and of a slot that was lost are in our own words. */
function withoutOwnWords(outcome: Outcome): Outcome {
  if (outcome.written === undefined || !/timed out|lease expiry/.test(outcome.reason ?? '')) return outcome;
  const { message: _, ...written } = outcome.written;
  return { ...outcome, written };
}

const recordingOf = (file: string): Recording =>
  JSON.parse(readFileSync(new URL(`../../../../conformance/transitions/${file}`, import.meta.url), 'utf8'));

const plain = (outcome: Outcome): unknown => JSON.parse(JSON.stringify(withoutOwnWords(outcome)));

const titleOf = ({ outcome: _, start, propose, ...rest }: RecordedCase): string =>
  `${start} -> ${propose} ${JSON.stringify(rest)}`;

/** A recorded task run is created in a flow that runs. */
const RUNNING_FLOW = { run_count: 1, state: { type: 'RUNNING' } } as const;

type Replay = (start: Start | null, proposed: StateSpec, request: Partial<Request>) => Outcome;

const replayFlowRun: Replay = (start, proposal, request) => {
  const initial = start ? stateFrom(start.state, ASKED) : null;
  const run = FlowRun.parse(columnsFrom(start ?? { run: {}, state: proposal }, initial));
  const facts: FlowRunSubject['facts'] = {
    ...factsFor(request, answersFor({ start: '', propose: '', ...request }, initial)),
    deployment: deploymentFrom(start, request, run),
  };
  const policy = request.force || start === null ? MINIMAL_FLOW_RUN_POLICY : FLOW_RUN_POLICY;
  return outcomeOf(policy, run, stateFrom(proposal, NOW), facts);
};

const replayTaskRun: Replay = (start, proposal, request) => {
  const initial = start ? stateFrom(start.state, ASKED) : null;
  const run = TaskRun.parse(columnsFrom(start ?? { run: {}, state: proposal, flow: RUNNING_FLOW }, initial));
  const flow = start === null ? RUNNING_FLOW : start.flow;
  const flow_run =
    flow && run.flow_run_id
      ? { id: run.flow_run_id, run_count: flow.run_count, state: stateFrom(flow.state, ASKED) }
      : null;
  const facts: TaskRunSubject['facts'] = {
    ...factsFor(request, answersFor({ start: '', propose: '', ...request }, initial)),
    flow_run,
  };
  const proposed = stateFrom(proposal, NOW);
  const policy = start === null ? firstTaskRunPolicyFor(proposed) : taskRunPolicyFor(proposed, request.force ?? false);
  return outcomeOf(policy, run, proposed, facts);
};

for (const [file, replay] of [
  ['flow-runs.json', replayFlowRun],
  ['task-runs.json', replayTaskRun],
] as const) {
  const { server, starts, proposals, creations, cases } = recordingOf(file);

  test(`each of the ${cases.length} transitions in ${file} is decided as Prefect ${server} did`, async (t) => {
    for (const recorded of cases) {
      const [start, proposal] = [starts[recorded.start], proposals[recorded.propose]];
      assert.ok(start && proposal);
      await t.test(titleOf(recorded), () => {
        assert.deepEqual(plain(replay(start, proposal, recorded)), plain(recorded.outcome));
      });
    }
  });

  test(`each of the ${Object.keys(creations).length} first states in ${file} sets the columns as Prefect ${server} did`, async (t) => {
    for (const [name, outcome] of Object.entries(creations)) {
      const proposal = proposals[name];
      assert.ok(proposal);
      await t.test(name, () => assert.deepEqual(plain(replay(null, proposal, {})), plain(outcome)));
    }
  });
}
