// core: a run is claimed once.
import { defaultStateName, isPending } from '../../states/state-properties.ts';
import type { Rule, Subject } from '../rule.ts';

/** Two workers that propose to run the same run: the second is told to leave it. A pending run may take a new name. */
export const preventPendingTransitions: Rule<Subject> = {
  name: 'PreventPendingTransitions',
  from: ['PENDING', 'CANCELLING', 'RUNNING', 'CANCELLED'],
  to: ['PENDING'],
  before: ({ initial, proposed }) => {
    if (initial === null) return null;
    const renamed =
      isPending(initial) && proposed.name !== initial.name && proposed.name !== defaultStateName('PENDING');
    if (!renamed) {
      return {
        kind: 'abort',
        reason: `This run is in a ${initial.type} state and cannot transition to a PENDING state.`,
      };
    }
    const { scheduled_time } = initial.state_details;
    return { kind: 'amend', state: { ...proposed, state_details: { ...proposed.state_details, scheduled_time } } };
  },
};
