// core: what may follow the end of a flow run.
import {
  FINAL_STATE_TYPES,
  hasPersistedData,
  isCompleted,
  isFinal,
  isScheduled,
} from '../../states/state-properties.ts';
import { knowsRetryType } from '../client.ts';
import type { FlowRunSubject, Rule } from '../rule.ts';

/** A run that has ended stays so, but for a deliberate new attempt; a stored result is never lost to one. */
export const guardTerminalFlowRun: Rule<FlowRunSubject> = {
  name: 'HandleFlowTerminalStateTransitions',
  from: FINAL_STATE_TYPES,
  to: 'any',
  before: ({ run, initial, proposed, facts }) => {
    if (initial === null) return null;
    if (proposed.type === 'CANCELLING' || proposed.type === 'PAUSED' || proposed.type === 'CRASHED') {
      return { kind: 'abort', reason: `Run is already in terminal state ${initial.type}.` };
    }
    if (isCompleted(initial) && !isFinal(proposed) && hasPersistedData(initial)) {
      return { kind: 'reject', state: null, reason: 'Run is already COMPLETED.' };
    }
    if (isCompleted(initial) && isCompleted(proposed) && hasPersistedData(initial) && !hasPersistedData(proposed)) {
      return {
        kind: 'reject',
        state: null,
        reason: 'Cannot overwrite a COMPLETED state that carries persisted result data with one that does not.',
      };
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
          ...(knowsRetryType(facts.client) ? { retry_type: isScheduled(proposed) ? 'reschedule' : null } : {}),
        },
      },
    };
  },
};
