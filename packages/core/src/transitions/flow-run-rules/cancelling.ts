// core: how a flow run is cancelled.
import { newState } from '../../states/new-state.ts';
import { isPaused, isResuming, isScheduled, isSuspended } from '../../states/state-properties.ts';
import type { FlowRunSubject, Rule } from '../rule.ts';

/** A run that is being cancelled goes nowhere else. */
export const enforceCancellingToCancelled: Rule<FlowRunSubject> = {
  name: 'EnforceCancellingToCancelled',
  from: ['CANCELLING'],
  to: ['SCHEDULED', 'PENDING', 'RUNNING', 'PAUSED', 'CANCELLING', 'COMPLETED', 'FAILED', 'CRASHED'],
  before: () => ({
    kind: 'reject',
    state: null,
    reason: 'Cannot transition flows that are cancelling to a state other than Cancelled.',
  }),
};

/** A run without a process has nobody to stop, so it is cancelled at once. */
export const cancelWithoutProcess: Rule<FlowRunSubject> = {
  name: 'BypassCancellingFlowRunsWithNoInfra',
  from: ['SCHEDULED', 'PAUSED'],
  to: ['CANCELLING'],
  before: ({ run, initial, facts }) => {
    const never_started = isScheduled(initial) && (run.infrastructure_pid === null || isResuming(initial));
    if (!never_started && !isSuspended(initial)) return null;
    return {
      kind: 'reject',
      state: newState(facts, 'CANCELLED'),
      reason: isPaused(initial)
        ? 'Suspended flow run has no infrastructure to terminate.'
        : 'Scheduled flow run has no infrastructure to terminate.',
    };
  },
};
