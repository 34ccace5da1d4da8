// core: which flow runs may be marked late.
import { isLate, isScheduled } from '../../states/state-properties.ts';
import type { FlowRunSubject, Rule } from '../rule.ts';

/** Only a run that still waits for its first start is late; one that has moved on meanwhile is left alone. */
export const markOnlyScheduledLate: Rule<FlowRunSubject> = {
  name: 'EnsureOnlyScheduledFlowsMarkedLate',
  from: 'any',
  to: ['SCHEDULED'],
  before: ({ initial, proposed }) => {
    if (!isLate(proposed)) return null;
    if (!isScheduled(initial)) {
      return { kind: 'reject', state: null, reason: 'Only scheduled flows can be marked late.' };
    }
    if (isLate(initial)) return { kind: 'reject', state: null, reason: 'This flow run is already marked late.' };
    return null;
  },
};
