// core: a failed task run gets its next attempt.
import type { TaskRunPolicy } from '@signalbox/contract';
import { awaitingRetryState } from '../../states/new-state.ts';
import { addSeconds } from '../../time/timestamp.ts';
import type { Rule, TaskRunSubject } from '../rule.ts';

/**
 * Seconds to wait after attempt number `run_count`: a list gives one for each, and its last for all that follow.
 * A jitter factor of 0.5 spreads a delay of 10 evenly over 5 to 15, so that failed tasks do not all come back at once.
 */
export function taskRetryDelaySeconds(policy: TaskRunPolicy, run_count: number, random: () => number): number {
  const { retry_delay, retry_jitter_factor } = policy;
  const delay = Array.isArray(retry_delay)
    ? (retry_delay[Math.min(run_count, retry_delay.length) - 1] ?? 0)
    : (retry_delay ?? 0);
  if (retry_jitter_factor === null || retry_jitter_factor <= 0) return delay;
  return Math.max(0, delay * (1 + retry_jitter_factor * (2 * random() - 1)));
}

/** A failure with attempts left becomes a wait for the next one, unless the task says that it is in vain. */
export const retryFailedTaskRun: Rule<TaskRunSubject> = {
  name: 'RetryFailedTasks',
  from: ['RUNNING'],
  to: ['FAILED'],
  before: ({ run, proposed, facts }) => {
    const policy = run.empirical_policy;
    if (proposed.state_details.retriable === false || run.run_count > (policy.retries ?? 0)) return null;
    const delay_seconds = taskRetryDelaySeconds(policy, run.run_count, () => facts.random());
    return {
      kind: 'reject',
      reason: 'Retrying',
      state: awaitingRetryState(facts, addSeconds(facts.now, delay_seconds), {
        message: proposed.message,
        data: proposed.data,
      }),
    };
  },
};
