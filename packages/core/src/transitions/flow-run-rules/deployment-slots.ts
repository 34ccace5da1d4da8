// core: no more runs of a deployment go at a time than its limit allows.
import type { DeploymentId, LeaseId, State } from '@signalbox/contract';
import { awaitingConcurrencySlotState, cancelledState } from '../../states/new-state.ts';
import { isPending, isRunning, isScheduled } from '../../states/state-properties.ts';
import { addSeconds } from '../../time/timestamp.ts';
import { keepsDeploymentLease } from '../client.ts';
import type { Effect, FlowRunColumns, FlowRunFacts, FlowRunSubject, Moment, Need, Rule, Ruling } from '../rule.ts';

const LIMIT_REACHED = 'Deployment concurrency limit reached.';
const SLOT_LOST = 'Deployment concurrency limit reached after lease expiry.';
const SLOT_LOST_MESSAGE = 'The run started so late that its slot of the deployment had gone to another run.';

interface BoundedDeployment {
  readonly deployment_id: DeploymentId;
  readonly limit: number;
  readonly grace_period_seconds: number;
  readonly cancels_new: boolean;
}

function boundedDeployment(facts: FlowRunFacts): BoundedDeployment | null {
  const { deployment, settings } = facts;
  if (deployment === null || deployment.concurrency_limit === null) return null;
  const options = deployment.concurrency_options;
  return {
    deployment_id: deployment.id,
    limit: deployment.concurrency_limit,
    grace_period_seconds: options?.grace_period_seconds ?? settings.deployment_concurrency_grace_period_seconds,
    cancels_new: options?.collision_strategy === 'CANCEL_NEW',
  };
}

function withLease(state: State, lease_id: LeaseId | null): State {
  return { ...state, state_details: { ...state.state_details, deployment_concurrency_lease_id: lease_id } };
}

const leaseOf = (state: State | null): LeaseId | null => state?.state_details.deployment_concurrency_lease_id ?? null;

function release(deployment_id: DeploymentId, run: FlowRunColumns, lease_id: LeaseId | null): Effect {
  return { kind: 'release_deployment_slot', deployment_id, flow_run_id: run.id, lease_id };
}

/** The lease on the slot goes with the run from state to state, so that its client can keep it alive. */
export const preserveDeploymentLease: Rule<FlowRunSubject> = {
  name: 'PreserveDeploymentConcurrencyLeaseId',
  from: 'any',
  to: 'any',
  before: ({ initial, proposed }) => {
    const lease_id = leaseOf(initial);
    if (lease_id === null || leaseOf(proposed) !== null) return null;
    return { kind: 'amend', state: withLease(proposed, lease_id) };
  },
};

function claimBeforeStart({ run, initial, facts }: Moment<FlowRunSubject>): Need | null {
  const bounded = boundedDeployment(facts);
  if (bounded === null || bounded.limit === 0 || (initial !== null && holdsSlot(initial))) return null;
  const { deployment_id, limit, grace_period_seconds } = bounded;
  return { kind: 'claim_deployment_slot', deployment_id, flow_run_id: run.id, limit, grace_period_seconds };
}

const holdsSlot = (state: State): boolean => isPending(state) || isRunning(state) || state.type === 'CANCELLING';

/** A run takes a slot of its deployment before it starts; without one it waits, or is cancelled if the deployment says so. */
export const secureDeploymentSlot: Rule<FlowRunSubject> = {
  name: 'SecureFlowConcurrencySlots',
  from: ['none', 'SCHEDULED', 'PAUSED', 'COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED'],
  to: ['PENDING'],
  needs: claimBeforeStart,
  before: ({ proposed, facts }): Ruling<FlowRunSubject> => {
    const bounded = boundedDeployment(facts);
    if (bounded === null) return null;
    if (bounded.limit === 0)
      return {
        kind: 'abort',
        reason: 'The deployment concurrency limit is 0. The flow will deadlock if submitted again.',
      };
    const slot = facts.answers.claim_deployment_slot;
    if (slot?.claimed) return { kind: 'amend', state: withLease(proposed, slot.lease_id) };
    const state = bounded.cancels_new
      ? cancelledState(facts, LIMIT_REACHED)
      : awaitingConcurrencySlotState(
          facts,
          addSeconds(facts.now, facts.settings.deployment_concurrency_slot_wait_seconds),
        );
    return { kind: 'reject', reason: LIMIT_REACHED, state };
  },
  undo: ({ run, facts }) => {
    const slot = facts.answers.claim_deployment_slot;
    const bounded = boundedDeployment(facts);
    if (bounded === null || !slot?.claimed) return null;
    return { effects: [release(bounded.deployment_id, run, slot.lease_id)] };
  },
};

function keepAtStart({ run, initial, facts }: Moment<FlowRunSubject>): Need | null {
  const bounded = boundedDeployment(facts);
  const lease_id = leaseOf(initial);
  if (bounded === null || lease_id === null || !keepsDeploymentLease(facts.client)) return null;
  const { deployment_id, limit, grace_period_seconds } = bounded;
  return { kind: 'keep_deployment_slot', lease_id, deployment_id, flow_run_id: run.id, limit, grace_period_seconds };
}

/** A run that starts late may have lost its slot: it takes one anew, or is cancelled. */
export const keepDeploymentSlot: Rule<FlowRunSubject> = {
  name: 'ValidateDeploymentConcurrencyAtRunning',
  from: ['PENDING'],
  to: ['RUNNING'],
  needs: keepAtStart,
  before: (moment) => {
    const { initial, proposed, facts } = moment;
    const slot = facts.answers.keep_deployment_slot;
    if (slot === undefined || keepAtStart(moment) === null) return null;
    if (!slot.claimed) return { kind: 'reject', reason: SLOT_LOST, state: cancelledState(facts, SLOT_LOST_MESSAGE) };
    return slot.lease_id === leaseOf(initial) ? null : { kind: 'amend', state: withLease(proposed, slot.lease_id) };
  },
};

/** Clients before 3.4.11 do not keep a lease alive: their slot is held until the run leaves it. */
export const holdSlotForOldClient: Rule<FlowRunSubject> = {
  name: 'RemoveDeploymentConcurrencyLeaseForOldClientVersions',
  from: ['PENDING'],
  to: ['RUNNING', 'CANCELLING'],
  after: ({ run, initial, facts }, written) => {
    const lease_id = leaseOf(initial);
    if (written === null || lease_id === null || keepsDeploymentLease(facts.client)) return null;
    return { effects: [{ kind: 'hold_deployment_slot', flow_run_id: run.id, lease_id }] };
  },
};

function mayHoldSlot(run: FlowRunColumns, state: State): boolean {
  if (holdsSlot(state)) return true;
  return isScheduled(state) && leaseOf(state) !== null && run.empirical_policy.retry_type === 'in_process';
}

/** A run that leaves the states of a slot gives it back; one that waits in its process for the next attempt keeps it. */
export const releaseDeploymentSlot: Rule<FlowRunSubject> = {
  name: 'ReleaseFlowConcurrencySlots',
  from: ['RUNNING', 'CANCELLING', 'PENDING', 'SCHEDULED'],
  to: 'any',
  always: true,
  after: ({ run, initial, facts }, written) => {
    if (facts.deployment === null || initial === null || written === null) return null;
    if (!mayHoldSlot(run, initial) || mayHoldSlot(run, written)) return null;
    return { effects: [release(facts.deployment.id, run, leaseOf(initial))] };
  },
};

/** A late run whose deployment is full and cancels what is new need not wait any longer. */
export const cancelLateWithoutSlot: Rule<FlowRunSubject> = {
  name: 'EnforceDeploymentConcurrencyOnLate',
  from: ['SCHEDULED'],
  to: ['SCHEDULED'],
  needs: ({ facts }) => {
    const bounded = boundedDeployment(facts);
    if (bounded === null || !bounded.cancels_new) return null;
    return { kind: 'count_deployment_slots', deployment_id: bounded.deployment_id, limit: bounded.limit };
  },
  before: ({ facts }) =>
    facts.answers.count_deployment_slots?.free === 0
      ? { kind: 'reject', reason: LIMIT_REACHED, state: cancelledState(facts, LIMIT_REACHED) }
      : null,
};
