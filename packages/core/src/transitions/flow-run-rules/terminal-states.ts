// core: what may follow the end of a flow run.
import type { State } from '@signalbox/contract';
import {
  FINAL_STATE_TYPES,
  hasPersistedData,
  isCompleted,
  isFinal,
  isScheduled,
} from '../../states/state-properties.ts';
import { knowsRetryType } from '../client.ts';
import type { FlowRunSubject, Rule } from '../rule.ts';

const RESULT_WOULD_BE_LOST =
  'Cannot overwrite a COMPLETED state that carries persisted result data with one that does not.';

function losesResult(initial: State | null, proposed: State): boolean {
  return isCompleted(initial) && isCompleted(proposed) && hasPersistedData(initial) && !hasPersistedData(proposed);
}

/** A late report of completion does not take away the result of the first, not even by force. */
export const preventResultLoss: Rule<FlowRunSubject> = {
  name: 'PreventResultDataLoss',
  from: ['COMPLETED'],
  to: ['COMPLETED'],
  before: ({ initial, proposed }) =>
    losesResult(initial, proposed) ? { kind: 'reject', state: null, reason: RESULT_WOULD_BE_LOST } : null,
};

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
    if (losesResult(initial, proposed)) return { kind: 'reject', state: null, reason: RESULT_WOULD_BE_LOST };
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
