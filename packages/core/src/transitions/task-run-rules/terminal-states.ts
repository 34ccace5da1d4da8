// core: what may follow the end of a task run.
import {
  FINAL_STATE_TYPES,
  hasPersistedData,
  isCompleted,
  isFinal,
  isRunning,
  RETRYING,
} from '../../states/state-properties.ts';
import type { Rule, TaskRunSubject } from '../rule.ts';

/** A task run that has ended stays so, but for a new attempt, which counts from the start; a stored result is kept. */
export const guardTerminalTaskRun: Rule<TaskRunSubject> = {
  name: 'HandleTaskTerminalStateTransitions',
  from: FINAL_STATE_TYPES,
  to: 'any',
  before: ({ run, initial, proposed, facts }) => {
    if (initial === null) return null;
    if (proposed.type === 'CANCELLING' || proposed.type === 'PAUSED' || proposed.type === 'CRASHED') {
      return { kind: 'abort', reason: `Run is already ${initial.type}.` };
    }
    if (isCompleted(initial) && hasPersistedData(initial)) {
      return { kind: 'reject', state: null, reason: 'This run is already completed.' };
    }
    if (isFinal(proposed)) return null;
    const flow_retries = facts.flow_run !== null && facts.flow_run.run_count > run.flow_run_run_count;
    return {
      kind: 'amend',
      ...(isRunning(proposed) && flow_retries ? { state: { ...proposed, name: RETRYING } } : {}),
      run_patch: { run_count: 0 },
    };
  },
};
