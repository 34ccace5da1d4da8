// core: no more tasks with a tag run at a time than the tag's limit allows.
import type { State } from '@signalbox/contract';
import { isCancelling, isRunning } from '../../states/state-properties.ts';
import type { Rule, TaskRunSubject } from '../rule.ts';

/** A task takes a slot of each of its tags that has a limit, or waits. */
export const secureTagSlots: Rule<TaskRunSubject> = {
  name: 'SecureTaskConcurrencySlots',
  from: 'any',
  to: ['RUNNING'],
  needs: ({ run }) => (run.tags.length === 0 ? null : { kind: 'claim_tag_slots', task_run_id: run.id, tags: run.tags }),
  before: ({ facts }) => {
    const slots = facts.answers.claim_tag_slots;
    if (slots === undefined || slots.claimed) return null;
    if ('blocked_tag' in slots) {
      return {
        kind: 'abort',
        reason: `The concurrency limit on tag "${slots.blocked_tag}" is 0 and will deadlock if the task tries to run again.`,
      };
    }
    return {
      kind: 'wait',
      delay_seconds: facts.settings.tag_concurrency_slot_wait_seconds,
      reason: `Concurrency limit for the ${slots.full_tag} tag has been reached`,
    };
  },
  undo: ({ run, facts }) =>
    facts.answers.claim_tag_slots?.claimed
      ? { effects: [{ kind: 'release_tag_slots', task_run_id: run.id, tags: run.tags }] }
      : null,
};

const holdsSlots = (state: State): boolean => isRunning(state) || isCancelling(state);

/** A task that no longer runs gives the slots of its tags back. */
export const releaseTagSlots: Rule<TaskRunSubject> = {
  name: 'ReleaseTaskConcurrencySlots',
  from: ['RUNNING', 'CANCELLING'],
  to: 'any',
  always: true,
  after: ({ run }, written) => {
    if (run.tags.length === 0 || written === null || holdsSlots(written)) return null;
    return { effects: [{ kind: 'release_tag_slots', task_run_id: run.id, tags: run.tags }] };
  },
};
