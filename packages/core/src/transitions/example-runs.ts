// core: runs, facts and states for the tests of the rules.
import { FlowRunPolicy, type StateId, TaskRunPolicy, Timestamp } from '@signalbox/contract';
import { newId } from '../ids/new-id.ts';
import { UNKNOWN_CLIENT } from './client.ts';
import {
  DEFAULT_TRANSITION_SETTINGS,
  type FlowRunColumns,
  type FlowRunFacts,
  type TaskRunColumns,
  type TaskRunFacts,
} from './rule.ts';

/** The time at which every example is decided. */
export const NOW = Timestamp.parse('2026-11-23T12:00:00Z');
/** When the run of an example got its state: one minute before. */
export const BEFORE = Timestamp.parse('2026-11-23T11:59:00Z');
export const LATER = Timestamp.parse('2026-11-23T13:00:00Z');

const columns = {
  run_count: 0,
  start_time: null,
  end_time: null,
  total_run_time: 0,
  expected_start_time: BEFORE,
  next_scheduled_start_time: null,
};

/** A flow run without a deployment that has not run. */
export function exampleFlowRun(changes: Partial<FlowRunColumns> = {}): FlowRunColumns {
  return {
    id: newId(),
    deployment_id: null,
    empirical_policy: FlowRunPolicy.parse({}),
    parent_task_run_id: null,
    infrastructure_pid: null,
    ...columns,
    ...changes,
  };
}

/** A task run without tags that has not run. */
export function exampleTaskRun(changes: Partial<TaskRunColumns> = {}): TaskRunColumns {
  return {
    id: newId(),
    flow_run_id: null,
    empirical_policy: TaskRunPolicy.parse({}),
    tags: [],
    flow_run_run_count: 0,
    ...columns,
    ...changes,
  };
}

/** Facts whose ids and random numbers are the same each time. */
export function exampleFlowRunFacts(changes: Partial<FlowRunFacts> = {}): FlowRunFacts {
  let made = 0;
  return {
    now: NOW,
    random: () => 0.5,
    newId: () => `01a206b6-0000-7000-8000-${String(made++).padStart(12, '0')}` as StateId,
    client: UNKNOWN_CLIENT,
    settings: DEFAULT_TRANSITION_SETTINGS,
    answers: {},
    deployment: null,
    ...changes,
  };
}

export function exampleTaskRunFacts(changes: Partial<TaskRunFacts> = {}): TaskRunFacts {
  const { deployment: _, ...facts } = exampleFlowRunFacts();
  return { ...facts, flow_run: null, ...changes };
}

/** A source of ids for states that were there before the decision. */
export const earlier = { now: BEFORE, newId: (): StateId => newId() };
