// core: a repeated attempt is called so.
import { isAwaitingRetry, RERUNNING, RETRYING } from '../../states/state-properties.ts';
import type { Rule, TaskRunSubject } from '../rule.ts';

/** A second attempt is `Retrying` after a failure and `Rerunning` otherwise. */
export const renameReruns: Rule<TaskRunSubject> = {
  name: 'RenameReruns',
  from: 'any',
  to: ['RUNNING'],
  before: ({ run, initial, proposed }) => {
    if (run.run_count === 0) return null;
    return { kind: 'amend', state: { ...proposed, name: isAwaitingRetry(initial) ? RETRYING : RERUNNING } };
  },
};
