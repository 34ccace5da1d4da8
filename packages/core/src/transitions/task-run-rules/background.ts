// core: tasks that a task worker runs, outside of any flow.
import { isScheduled } from '../../states/state-properties.ts';
import type { Rule, TaskRunSubject } from '../rule.ts';

/** Who runs a background task finds its parameters under the id that it was scheduled with. */
export const copyTaskParameters: Rule<TaskRunSubject> = {
  name: 'CopyTaskParametersID',
  from: ['SCHEDULED', 'PENDING'],
  to: ['PENDING', 'RUNNING'],
  before: ({ initial, proposed }) => {
    const task_parameters_id = initial?.state_details.task_parameters_id ?? null;
    if (task_parameters_id === null || proposed.state_details.task_parameters_id !== null) return null;
    return { kind: 'amend', state: { ...proposed, state_details: { ...proposed.state_details, task_parameters_id } } };
  },
};

/** A background task that is scheduled is handed to those who serve it. */
export const enqueueScheduledTask: Rule<TaskRunSubject> = {
  name: 'EnqueueScheduledTasks',
  from: 'any',
  to: ['SCHEDULED'],
  after: ({ run }, written) =>
    isScheduled(written) && written?.state_details.deferred === true
      ? { effects: [{ kind: 'enqueue_task_run', task_run_id: run.id }] }
      : null,
};
