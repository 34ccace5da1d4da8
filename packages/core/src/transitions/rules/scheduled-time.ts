// core: a run does not start before its time.
import { secondsBetween } from '../../time/timestamp.ts';
import type { Rule, Subject } from '../rule.ts';

/** A run that is about to start still knows for when it was scheduled. */
export const copyScheduledTime: Rule<Subject> = {
  name: 'CopyScheduledTime',
  from: ['SCHEDULED'],
  to: ['PENDING'],
  before: ({ initial, proposed }) => {
    const scheduled_time = initial?.state_details.scheduled_time ?? null;
    if (scheduled_time === null || proposed.state_details.scheduled_time !== null) return null;
    return { kind: 'amend', state: { ...proposed, state_details: { ...proposed.state_details, scheduled_time } } };
  },
};

/** Who wants to start a run too early is told how long to wait. */
export const waitForScheduledTime: Rule<Subject> = {
  name: 'WaitForScheduledTime',
  from: ['SCHEDULED', 'PENDING'],
  to: ['RUNNING'],
  before: ({ initial, facts }) => {
    const scheduled_time = initial?.state_details.scheduled_time ?? null;
    if (scheduled_time === null) return null;
    const delay_seconds = Math.ceil(secondsBetween(facts.now, scheduled_time));
    if (delay_seconds <= 0) return null;
    return { kind: 'wait', delay_seconds, reason: 'Scheduled time is in the future' };
  },
};
