// core: a task runs only while the flow around it does.
import { pausedState } from '../../states/new-state.ts';
import { isPaused, isRunning, NOT_READY } from '../../states/state-properties.ts';
import type { Rule, TaskRunSubject } from '../rule.ts';

/** No task starts in a flow that is paused or has ended. */
export const preventRunInStoppedFlow: Rule<TaskRunSubject> = {
  name: 'PreventRunningTasksFromStoppedFlows',
  from: 'any',
  to: ['RUNNING'],
  before: ({ facts }) => {
    const { flow_run } = facts;
    if (flow_run === null || isRunning(flow_run.state)) return null;
    if (!isPaused(flow_run.state)) {
      return { kind: 'abort', reason: 'The enclosing flow must be running to begin task execution.' };
    }
    const { pause_timeout = null, pause_reschedule = false } = flow_run.state?.state_details ?? {};
    return {
      kind: 'reject',
      reason: `The flow is paused, new tasks can execute after resuming flow run: ${flow_run.id}.`,
      state: pausedState(facts, { name: NOT_READY, state_details: { pause_timeout, pause_reschedule } }),
    };
  },
};

/** A task run remembers in which attempt of its flow it ran last. */
export const followFlowRunCount: Rule<TaskRunSubject> = {
  name: 'UpdateFlowRunTrackerOnTasks',
  from: 'any',
  to: ['RUNNING'],
  after: ({ run, facts }, written) => {
    const { flow_run } = facts;
    if (written === null || flow_run === null || flow_run.run_count === run.flow_run_run_count) return null;
    return { run_patch: { flow_run_run_count: flow_run.run_count } };
  },
};
