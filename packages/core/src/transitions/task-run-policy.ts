// core: the rules for a task run, in the order in which they are asked.
import type { Policy, TaskRunSubject } from './rule.ts';
import { copyScheduledTime, waitForScheduledTime } from './rules/scheduled-time.ts';
import { settleTaskRun } from './settle-run.ts';
import { insertIntoCache, retrieveFromCache } from './task-run-rules/cache.ts';
import { followFlowRunCount, preventRunInStoppedFlow } from './task-run-rules/enclosing-flow.ts';
import { renameReruns } from './task-run-rules/reruns.ts';
import { retryFailedTaskRun } from './task-run-rules/retries.ts';
import { releaseTagSlots, secureTagSlots } from './task-run-rules/tag-slots.ts';
import { guardTerminalTaskRun } from './task-run-rules/terminal-states.ts';

/** What a client's `set_state` on a task run is measured by. */
export const TASK_RUN_POLICY: Policy<TaskRunSubject> = {
  rules: [
    retrieveFromCache,
    guardTerminalTaskRun,
    preventRunInStoppedFlow,
    secureTagSlots,
    copyScheduledTime,
    waitForScheduledTime,
    retryFailedTaskRun,
    renameReruns,
    followFlowRunCount,
    insertIntoCache,
    releaseTagSlots,
  ],
  settle: settleTaskRun,
};

/** What `force: true` leaves, and what a new task run with its first state is measured by. */
export const MINIMAL_TASK_RUN_POLICY: Policy<TaskRunSubject> = {
  rules: [releaseTagSlots],
  settle: settleTaskRun,
};
