// core: the rules for a task run, in the order in which they are asked.
import type { Policy, TaskRunSubject } from './rule.ts';
import { copyScheduledTime, waitForScheduledTime } from './rules/scheduled-time.ts';
import { settleTaskRun } from './settle-run.ts';
import { retryFailedTaskRun } from './task-run-rules/retries.ts';

/** What a client's `set_state` on a task run is measured by. */
export const TASK_RUN_POLICY: Policy<TaskRunSubject> = {
  rules: [copyScheduledTime, waitForScheduledTime, retryFailedTaskRun],
  settle: settleTaskRun,
};
