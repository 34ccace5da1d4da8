// core: the bookkeeping of every written state: what the columns of its run are after it.
import type { State } from '@signalbox/contract';
import { isFinal, isRunning, isScheduled } from '../states/state-properties.ts';
import { isBefore, microsecondsOf, secondsBetween, timestampFromMicroseconds } from '../time/timestamp.ts';
import type {
  Effect,
  FlowRunSubject,
  RunColumns,
  Settlement,
  StateColumns,
  TaskRunSubject,
  Transition,
} from './rule.ts';

/** The state with a time later than that of the state before, so that no two states of a run share one. */
function afterInitial(initial: State | null, state: State): State {
  if (initial === null || isBefore(initial.timestamp, state.timestamp)) return state;
  return { ...state, timestamp: timestampFromMicroseconds(microsecondsOf(initial.timestamp) + 1) };
}

function endTime(run: RunColumns, initial: State | null, state: State): RunColumns['end_time'] {
  if (!isFinal(state)) return null;
  return isFinal(initial) && run.end_time !== null ? run.end_time : state.timestamp;
}

export function settleTimes(run: RunColumns, initial: State | null, state: State): RunColumns & StateColumns {
  const seconds_running =
    initial !== null && isRunning(initial) ? secondsBetween(initial.timestamp, state.timestamp) : 0;
  const scheduled_time = isScheduled(state) ? state.state_details.scheduled_time : null;
  return {
    state_id: state.id,
    state_type: state.type,
    ...(state.name === null ? {} : { state_name: state.name }),
    state_timestamp: state.timestamp,
    run_count: run.run_count + (isRunning(state) ? 1 : 0),
    start_time: run.start_time ?? (isRunning(state) || isFinal(state) ? state.timestamp : null),
    end_time: endTime(run, initial, state),
    total_run_time: run.total_run_time + seconds_running,
    expected_start_time: run.expected_start_time ?? scheduled_time ?? state.timestamp,
    next_scheduled_start_time: scheduled_time,
  };
}

/** The bookkeeping of a flow run. A run that resumes goes on with the attempt it was in. */
export function settleFlowRun(transition: Transition<FlowRunSubject>): Settlement<FlowRunSubject> {
  const { run, initial, proposed } = transition;
  const timed = afterInitial(initial, proposed);
  const state = { ...timed, state_details: { ...timed.state_details, flow_run_id: run.id } };
  const resuming = run.empirical_policy.resuming === true;
  const times = settleTimes(run, initial, state);
  const effects: Effect[] =
    run.parent_task_run_id === null
      ? []
      : [{ kind: 'mirror_to_parent_task_run', parent_task_run_id: run.parent_task_run_id, state }];
  return {
    state,
    run_patch: {
      ...times,
      ...(resuming ? { run_count: run.run_count } : {}),
      ...(resuming && (isRunning(state) || isFinal(state))
        ? { empirical_policy: { ...run.empirical_policy, resuming: false } }
        : {}),
    },
    effects,
  };
}

/** The bookkeeping of a task run. */
export function settleTaskRun(transition: Transition<TaskRunSubject>): Settlement<TaskRunSubject> {
  const { run, initial, proposed } = transition;
  const timed = afterInitial(initial, proposed);
  const state_details = { ...timed.state_details, flow_run_id: run.flow_run_id, task_run_id: run.id };
  const state = { ...timed, state_details };
  return { state, run_patch: settleTimes(run, initial, state), effects: [] };
}
