// engine: a task run's change of state over REST, in one transaction: load the facts, decide, carry out.
import {
  notFound,
  type OrchestrationResult,
  type State,
  type StateCreate,
  type StateId,
  type TaskRun,
  type TaskRunId,
} from '@signalbox/contract';
import {
  type Client,
  DEFAULT_TRANSITION_SETTINGS,
  firstTaskRunPolicyFor,
  newId,
  orchestrationResult,
  proposedState,
  type TaskRunFacts,
  taskRunPolicyFor,
} from '@signalbox/core';
import { findFlowRun, findTaskRun, insertTaskRunState, updateTaskRun } from '@signalbox/store';
import type { Unit } from '../engine.ts';
import { decideWithNeeds } from '../orchestration/decide-with-needs.ts';
import { carryOut } from '../orchestration/effects.ts';

export interface TaskRunTransitioned {
  readonly result: OrchestrationResult;
  readonly written: boolean;
}

/** @throws ApiError `not_found` */
export async function transitionTaskRun(
  unit: Unit,
  id: TaskRunId,
  create: StateCreate,
  options: { force?: boolean; client: Client },
): Promise<TaskRunTransitioned> {
  const run = await findTaskRun(unit.transaction, id, unit.now);
  if (!run) throw notFound('Task run');
  return applyTaskRunTransition(unit, run, run.state, create, options);
}

/** The same for a run that the unit has loaded, or just made: then the state is its first. */
export async function applyTaskRunTransition(
  unit: Unit,
  run: TaskRun,
  initial: State | null,
  create: StateCreate,
  options: { force?: boolean; isFirst?: boolean; client: Client },
): Promise<TaskRunTransitioned> {
  const proposed = proposedState({ now: unit.now, newId: () => newId<StateId>() }, create);
  const policy = options.isFirst ? firstTaskRunPolicyFor(proposed) : taskRunPolicyFor(proposed, options.force ?? false);
  const decision = await decideWithNeeds(
    unit,
    policy,
    { run, initial, proposed },
    await factsOf(unit, run, options.client),
  );
  if (decision.state !== null) await insertTaskRunState(unit.transaction, run.id, decision.state);
  await updateTaskRun(unit.transaction, run.id, { ...decision.run_patch, updated: unit.now });
  await carryOut(unit, decision.effects);
  return { result: orchestrationResult(decision, initial), written: decision.state !== null };
}

async function factsOf(unit: Unit, run: TaskRun, client: Client): Promise<TaskRunFacts> {
  return {
    now: unit.now,
    random: Math.random,
    newId: () => newId<StateId>(),
    client,
    settings: DEFAULT_TRANSITION_SETTINGS,
    answers: {},
    flow_run: run.flow_run_id ? await findFlowRun(unit.transaction, run.flow_run_id, unit.now) : null,
  };
}
