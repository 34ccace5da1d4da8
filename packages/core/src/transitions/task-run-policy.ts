// core: the rules for a task run, in the order in which they are asked.
import type { State } from '@signalbox/contract';
import type { Policy, TaskRunSubject } from './rule.ts';
import { preventPendingTransitions } from './rules/pending.ts';
import { copyScheduledTime, waitForScheduledTime } from './rules/scheduled-time.ts';
import { settleTaskRun } from './settle-run.ts';
import { copyTaskParameters, enqueueScheduledTask } from './task-run-rules/background.ts';
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

/** The same for a task that a task worker runs, outside of any flow: its proposed state is `deferred`. */
export const BACKGROUND_TASK_RUN_POLICY: Policy<TaskRunSubject> = {
  rules: [
    preventPendingTransitions,
    retrieveFromCache,
    guardTerminalTaskRun,
    preventRunInStoppedFlow,
    copyScheduledTime,
    copyTaskParameters,
    waitForScheduledTime,
    retryFailedTaskRun,
    renameReruns,
    followFlowRunCount,
    insertIntoCache,
    enqueueScheduledTask,
    releaseTagSlots,
  ],
  settle: settleTaskRun,
};

/** The policy for a proposed state of a task run. */
export function taskRunPolicyFor(proposed: State, force: boolean): Policy<TaskRunSubject> {
  if (force) return MINIMAL_TASK_RUN_POLICY;
  return proposed.state_details.deferred === true ? BACKGROUND_TASK_RUN_POLICY : TASK_RUN_POLICY;
}

/** The policy for the first state of a task run. */
export function firstTaskRunPolicyFor(first: State): Policy<TaskRunSubject> {
  return taskRunPolicyFor(first, first.state_details.deferred !== true);
}

/** What `force: true` leaves, and what a new task run with its first state is measured by. */
export const MINIMAL_TASK_RUN_POLICY: Policy<TaskRunSubject> = {
  rules: [releaseTagSlots],
  settle: settleTaskRun,
};
