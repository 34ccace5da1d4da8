// core: a request that is sent twice, because its answer was lost, moves the run once.
import type { Rule, Subject } from '../rule.ts';

/** A lost answer makes clients send the same transition again: it has no effect the second time. */
export const preventDuplicateTransitions: Rule<Subject> = {
  name: 'PreventDuplicateTransitions',
  from: 'any',
  to: 'any',
  before: ({ initial, proposed }) => {
    const { transition_id } = proposed.state_details;
    if (transition_id === null || initial?.state_details.transition_id !== transition_id) return null;
    return { kind: 'reject', state: null, reason: 'This run has already made this state transition.' };
  },
};
