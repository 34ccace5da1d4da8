// engine: a flow run's change of state, in one transaction: load the facts, decide, carry out what was decided.
import {
  type FlowRunId,
  notFound,
  type OrchestrationResult,
  type State,
  type StateCreate,
  type StateId,
} from '@signalbox/contract';
import {
  type Client,
  DEFAULT_TRANSITION_SETTINGS,
  type Decision,
  FLOW_RUN_POLICY,
  type FlowRunFacts,
  type FlowRunSubject,
  isFinal,
  MINIMAL_FLOW_RUN_POLICY,
  newId,
  orchestrationResult,
  type Policy,
  proposedState,
  repeatsLastTransition,
  UNKNOWN_CLIENT,
} from '@signalbox/core';
import {
  type Decoded,
  type FlowRunRow,
  findDeploymentLimit,
  findFlowRunForTransition,
  insertFlowRun,
  insertFlowRunDecision,
  insertFlowRunState,
  updateFlowRun,
} from '@signalbox/store';
import type { Unit } from '../engine.ts';
import { fencingRefusal, releaseLeaseOfEndedRun } from '../leases/fencing.ts';
import { decideWithNeeds } from '../orchestration/decide-with-needs.ts';
import { carryOut } from '../orchestration/effects.ts';
import { endWithParent } from './end-with-parent.ts';
import { flowRunStateEvent } from './state-event.ts';
import { wakeAfterTransition } from './wake-after-transition.ts';

export interface TransitionOptions {
  /** Only the rules that guard against loss; everything else is taken as asked. Default false. */
  readonly force?: boolean;
  /** Default: the server itself. */
  readonly client?: Client;
  /** The number of the caller's lease; a caller without one is not fenced. */
  readonly fencing_number?: number | null;
  /** Replaces the usual rules, for services that have rules of their own. */
  readonly policy?: Policy<FlowRunSubject>;
}

export interface Transitioned {
  readonly result: OrchestrationResult;
  /** Whether a state was written. */
  readonly written: boolean;
}

type Run = Decoded<FlowRunRow>;

/** Asks the rules for a change of state and carries out what they say. @throws ApiError `not_found` */
export async function transitionFlowRun(
  unit: Unit,
  id: FlowRunId,
  proposed: StateCreate,
  options: TransitionOptions = {},
): Promise<Transitioned> {
  const found = await findFlowRunForTransition(unit.transaction, id);
  if (!found) throw notFound('Flow run');
  // The holder whose ending was taken, and who did not hear so, asks again when its lease is released already.
  const refusal = repeatsLastTransition(found.state, proposed.state_details.transition_id)
    ? null
    : await fencingRefusal(unit, id, options.fencing_number ?? null);
  if (refusal !== null) {
    return {
      result: { state: found.state, status: 'ABORT', details: { type: 'abort_details', reason: refusal } },
      written: false,
    };
  }
  return applyTransition(unit, found.run, found.state, proposed, options);
}

/** The same for a run that the unit has loaded. */
export function applyTransition(
  unit: Unit,
  run: Run,
  initial: State | null,
  create: StateCreate,
  options: TransitionOptions = {},
): Promise<Transitioned> {
  const save: Save = async (_changed, patch) => void (await updateFlowRun(unit.transaction, run.id, patch));
  return decideAndWrite(unit, { run, initial, create }, options, save);
}

/** Stores a run that is not there yet, with its first state, which no rule refuses. */
export async function beginFlowRun(unit: Unit, run: Run, create: StateCreate, client?: Client): Promise<void> {
  const save: Save = (changed) => insertFlowRun(unit.transaction, changed);
  const options = { policy: MINIMAL_FLOW_RUN_POLICY, ...(client && { client }) };
  await decideAndWrite(unit, { run, initial: null, create }, options, save);
}

/** Writes the run as it now is, or only what has changed. */
type Save = (changed: Run, patch: Partial<Run>) => Promise<void>;

interface Asked {
  readonly run: Run;
  readonly initial: State | null;
  readonly create: StateCreate;
}

async function decideAndWrite(
  unit: Unit,
  { run, initial, create }: Asked,
  options: TransitionOptions,
  save: Save,
): Promise<Transitioned> {
  const source = { now: unit.now, newId: () => newId<StateId>() };
  const proposed = proposedState(source, create);
  const policy = options.policy ?? (options.force ? MINIMAL_FLOW_RUN_POLICY : FLOW_RUN_POLICY);
  const facts = await factsOf(unit, run, options);
  const decision = await decideWithNeeds(unit, policy, { run, initial, proposed }, facts);
  await write(unit, run, initial, decision, save);
  if (decision.verdict !== 'accept') await keepDecision(unit, run, initial, proposed, decision);
  return { result: orchestrationResult(decision, initial), written: decision.state !== null };
}

async function factsOf(unit: Unit, run: Run, options: TransitionOptions): Promise<FlowRunFacts> {
  return {
    now: unit.now,
    random: Math.random,
    newId: () => newId<StateId>(),
    client: options.client ?? UNKNOWN_CLIENT,
    settings: DEFAULT_TRANSITION_SETTINGS,
    answers: {},
    deployment: run.deployment_id ? await findDeploymentLimit(unit.transaction, run.deployment_id) : null,
  };
}

/** A decision that keeps the state may still change the run, and give back what was claimed in vain. */
async function write(
  unit: Unit,
  run: Run,
  initial: State | null,
  decision: Decision<FlowRunSubject>,
  save: Save,
): Promise<void> {
  const { state, run_patch, effects, fired } = decision;
  if (state === null && Object.keys(run_patch).length === 0) return carryOut(unit, effects);
  const patch = { ...run_patch, updated: unit.now };
  const changed = { ...run, ...patch };
  if (state !== null) await insertFlowRunState(unit.transaction, run.id, state, [...fired]);
  await save(changed, patch);
  await carryOut(unit, effects);
  if (state === null) return;
  if (isFinal(state)) {
    await releaseLeaseOfEndedRun(unit, run.id);
    await endWithParent(unit, changed, state, applyTransition);
  }
  unit.emit(await flowRunStateEvent(unit, changed, initial, state));
  await wakeAfterTransition(unit, changed, state);
}

async function keepDecision(
  unit: Unit,
  run: Run,
  initial: State | null,
  proposed: State,
  decision: Decision<FlowRunSubject>,
): Promise<void> {
  await insertFlowRunDecision(unit.transaction, {
    id: newId(),
    flow_run_id: run.id,
    timestamp: unit.now,
    from_type: initial?.type ?? null,
    from_name: initial?.name ?? null,
    to_type: proposed.type,
    to_name: proposed.name,
    verdict: decision.verdict,
    reason: decision.reason,
    fired: [...decision.fired],
  });
}
