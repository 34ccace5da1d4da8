// core: a request that is sent twice, because its answer was lost, moves the run once.
import type { State, Uuid } from '@signalbox/contract';
import type { Rule, Subject } from '../rule.ts';

/** Whether the proposal with this id is the one that the run has taken last. */
export const repeatsLastTransition = (initial: State | null, transition_id: Uuid | null): boolean =>
  transition_id !== null && initial?.state_details.transition_id === transition_id;

/** A lost answer makes clients send the same transition again: it has no effect the second time. */
export const preventDuplicateTransitions: Rule<Subject> = {
  name: 'PreventDuplicateTransitions',
  from: 'any',
  to: 'any',
  before: ({ initial, proposed }) =>
    repeatsLastTransition(initial, proposed.state_details.transition_id)
      ? { kind: 'reject', state: null, reason: 'This run has already made this state transition.' }
      : null,
};
