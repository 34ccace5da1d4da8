// core: how the state of a subflow shows on the task run that stands for it in its parent.
import type { State } from '@signalbox/contract';
import type { Facts, Settlement, TaskRunColumns, TaskRunSubject } from './rule.ts';
import { settleTaskRun } from './settle-run.ts';

/**
 * The state that the task run `parent` takes when its subflow has taken `written`: no rule is asked, and its
 * `child_flow_run_id` leads to the subflow. This is the effect `mirror_to_parent_task_run`.
 */
export function mirrorSubflow(
  parent: TaskRunColumns,
  initial: State | null,
  written: State,
  facts: Pick<Facts, 'newId'>,
): Settlement<TaskRunSubject> {
  const child_flow_run_id = written.state_details.flow_run_id;
  const state_details = { ...written.state_details, child_flow_run_id };
  return settleTaskRun({ run: parent, initial, proposed: { ...written, id: facts.newId(), state_details } });
}
