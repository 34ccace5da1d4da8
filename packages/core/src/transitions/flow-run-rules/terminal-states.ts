// core: what may follow the end of a flow run.
import { hasPersistedData, isCompleted, isFinal, isScheduled } from '../../states/state-properties.ts';
import type { FlowRunSubject, Rule } from '../rule.ts';

const TERMINAL = ['COMPLETED', 'FAILED', 'CANCELLED', 'CRASHED'] as const;

/** A run that has ended stays so, but for a deliberate new attempt; a stored result is never lost to one. */
export const guardTerminalFlowRun: Rule<FlowRunSubject> = {
  name: 'HandleFlowTerminalStateTransitions',
  from: TERMINAL,
  to: 'any',
  before: ({ run, initial, proposed }) => {
    if (initial === null) return null;
    if (proposed.type === 'CANCELLING' || proposed.type === 'PAUSED' || proposed.type === 'CRASHED') {
      return { kind: 'abort', reason: `Run is already in terminal state ${initial.type}.` };
    }
    if (isCompleted(initial) && !isFinal(proposed) && hasPersistedData(initial)) {
      return { kind: 'reject', state: null, reason: 'Run is already COMPLETED.' };
    }
    if (isCompleted(initial) && isCompleted(proposed) && hasPersistedData(initial) && !hasPersistedData(proposed)) {
      return { kind: 'reject', state: null, reason: 'Cannot overwrite a result with no result.' };
    }
    if (isScheduled(proposed) && run.deployment_id === null) {
      return { kind: 'abort', reason: 'Cannot reschedule a run without an associated deployment.' };
    }
    if (isFinal(proposed)) return null;
    return {
      kind: 'amend',
      run_patch: {
        empirical_policy: {
          ...run.empirical_policy,
          resuming: false,
          pause_keys: [],
          retry_type: isScheduled(proposed) ? 'reschedule' : null,
        },
      },
    };
  },
};
