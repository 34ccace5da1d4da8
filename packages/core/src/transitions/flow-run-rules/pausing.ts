// core: how a flow run pauses and goes on.
import type { State } from '@signalbox/contract';
import { failedState } from '../../states/new-state.ts';
import {
  isCancelling,
  isFinal,
  isRunning,
  isScheduled,
  isSuspended,
  SUSPENDED,
} from '../../states/state-properties.ts';
import { isBefore } from '../../time/timestamp.ts';
import type { FlowRunSubject, Rule } from '../rule.ts';

/** Only a running flow pauses, once for each key; to be suspended it needs a deployment that brings it back. */
export const handlePausing: Rule<FlowRunSubject> = {
  name: 'HandlePausingFlows',
  from: 'any',
  to: ['PAUSED'],
  before: ({ run, initial, proposed }) => {
    const { pause_reschedule, pause_key } = proposed.state_details;
    const verb = proposed.name === SUSPENDED ? 'suspend' : 'pause';
    if (initial === null) return { kind: 'abort', reason: `Cannot ${verb} flows with no state.` };
    if (!isRunning(initial)) {
      return { kind: 'reject', state: null, reason: `Cannot ${verb} flows that are not currently running.` };
    }
    if (pause_key !== null && (run.empirical_policy.pause_keys ?? []).includes(pause_key)) {
      return { kind: 'reject', state: null, reason: 'This pause has already fired.' };
    }
    if (pause_reschedule && run.parent_task_run_id !== null) {
      return { kind: 'abort', reason: `Cannot ${verb} subflows.` };
    }
    if (pause_reschedule && run.deployment_id === null) {
      return { kind: 'abort', reason: `Cannot ${verb} flows without a deployment.` };
    }
    return null;
  },
  after: ({ run, facts }, written) => {
    if (written === null) return null;
    const pause_key = written.state_details.pause_key ?? facts.newId();
    const pause_keys = [...(run.empirical_policy.pause_keys ?? []), pause_key];
    return { run_patch: { empirical_policy: { ...run.empirical_policy, pause_keys } } };
  },
};

function mayFollowPause(state: State): boolean {
  return isRunning(state) || isScheduled(state) || isCancelling(state) || isFinal(state);
}

/** A paused run goes on or ends, in time; one whose pause has timed out has failed. */
export const handleResuming: Rule<FlowRunSubject> = {
  name: 'HandleResumingPausedFlows',
  from: ['PAUSED'],
  to: 'any',
  before: ({ run, initial, proposed, facts }) => {
    if (initial === null) return null;
    const reject = (reason: string, state: State | null = null) => ({ kind: 'reject', reason, state }) as const;
    if (!mayFollowPause(proposed)) {
      return reject(
        `This run cannot transition to the StateType.${proposed.type} state from the StateType.${initial.type} state.`,
      );
    }
    if (isSuspended(initial) && run.deployment_id === null) {
      return reject(`Cannot reschedule a ${proposed.name?.toLowerCase()} flow run without a deployment.`);
    }
    const { pause_timeout } = initial.state_details;
    if (pause_timeout !== null && isBefore(pause_timeout, facts.now) && !isCancelling(proposed)) {
      return reject(
        'The flow run pause has timed out and can no longer resume.',
        failedState(facts, `The pause of the flow run ended at ${pause_timeout}, and it was not resumed before.`),
      );
    }
    return null;
  },
  after: ({ run }) => ({ run_patch: { empirical_policy: { ...run.empirical_policy, resuming: true } } }),
};
