// core: how a flow run pauses and goes on.
import { failedState } from '../../states/new-state.ts';
import { isFinal, isRunning, isSuspended } from '../../states/state-properties.ts';
import { isBefore } from '../../time/timestamp.ts';
import type { FlowRunSubject, Rule } from '../rule.ts';

/** Only a running flow pauses, once for each key; to be suspended it needs a deployment that brings it back. */
export const handlePausing: Rule<FlowRunSubject> = {
  name: 'HandlePausingFlows',
  from: 'any',
  to: ['PAUSED'],
  before: ({ run, initial, proposed }) => {
    const { pause_reschedule, pause_key } = proposed.state_details;
    const verb = pause_reschedule ? 'suspend' : 'pause';
    if (initial === null) return { kind: 'abort', reason: `Cannot ${verb} flows with no state.` };
    if (!isRunning(initial)) {
      return { kind: 'reject', state: null, reason: `Cannot ${verb} flows that are not currently running.` };
    }
    if (pause_key !== null && (run.empirical_policy.pause_keys ?? []).includes(pause_key)) {
      return { kind: 'reject', state: null, reason: 'This pause has already fired.' };
    }
    if (pause_reschedule && run.parent_task_run_id !== null) {
      return { kind: 'abort', reason: 'Cannot suspend subflows.' };
    }
    if (pause_reschedule && run.deployment_id === null) {
      return { kind: 'abort', reason: 'Cannot suspend flows without a deployment.' };
    }
    return null;
  },
  after: ({ run, proposed }) => {
    const { pause_key } = proposed.state_details;
    if (pause_key === null) return null;
    const pause_keys = [...(run.empirical_policy.pause_keys ?? []), pause_key];
    return { run_patch: { empirical_policy: { ...run.empirical_policy, pause_keys } } };
  },
};

/** A paused run goes on, is suspended for good, or ends; after its timeout it has failed. */
export const handleResuming: Rule<FlowRunSubject> = {
  name: 'HandleResumingPausedFlows',
  from: ['PAUSED'],
  to: 'any',
  before: ({ run, initial, proposed, facts }) => {
    if (initial === null) return null;
    const may_follow =
      isRunning(proposed) || proposed.type === 'SCHEDULED' || proposed.type === 'CANCELLING' || isFinal(proposed);
    if (!may_follow) {
      return {
        kind: 'reject',
        state: null,
        reason: `This run cannot transition to the ${proposed.type} state from the ${initial.type} state.`,
      };
    }
    if (isSuspended(initial) && !isFinal(proposed) && run.deployment_id === null) {
      return { kind: 'reject', state: null, reason: 'Cannot reschedule a paused flow run without a deployment.' };
    }
    const { pause_timeout } = initial.state_details;
    if (pause_timeout !== null && isBefore(pause_timeout, facts.now) && !isFinal(proposed)) {
      const reason = `The flow was ${isSuspended(initial) ? 'suspended' : 'paused'} and never resumed.`;
      return { kind: 'reject', reason, state: failedState(facts, reason) };
    }
    return null;
  },
  after: ({ run }) => ({ run_patch: { empirical_policy: { ...run.empirical_policy, resuming: true } } }),
};
