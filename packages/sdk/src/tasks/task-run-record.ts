// sdk: a task run as this process knows it, told to the server with every state it takes.
import { newId, now, secondsBetween } from '../clock.ts';
import type { ActiveFlowRun, ActiveRun } from '../runs/run-context.ts';
import { type ProposedState, wireTaskRunPolicy } from '../wire.ts';
import { taskRunIdsIn } from './resolve-futures.ts';
import type { TaskDefinition } from './task-definition.ts';
import { type TakenState, type TaskRunFacts, taskRunEvent } from './task-run-event.ts';

type Facts = { -readonly [Key in keyof TaskRunFacts]: TaskRunFacts[Key] };

export class TaskRunRecord {
  readonly facts: Facts;
  readonly #flow: ActiveFlowRun;
  #state: TakenState | null = null;

  constructor(definition: TaskDefinition, args: readonly unknown[], from: ActiveRun) {
    const { options } = definition;
    const count = from.flow.counts.get(options.name) ?? 0;
    from.flow.counts.set(options.name, count + 1);
    this.#flow = from.flow;
    this.facts = {
      id: newId(),
      name: `${options.name}-${count}`,
      task_key: options.name,
      // Of its own for every run: a retry of the flow runs the task anew, which must not be taken for the first run.
      dynamic_key: newId(),
      empirical_policy: wireTaskRunPolicy({
        retries: options.retries ?? 0,
        retryDelaySeconds: options.retryDelaySeconds ?? 0,
        retryJitterFactor: options.retryJitterFactor ?? null,
      }),
      tags: options.tags ?? [],
      task_inputs: taskInputs(definition, args, from),
      run_count: 0,
      flow_run_run_count: 0,
      expected_start_time: now(),
      start_time: null,
      end_time: null,
      total_run_time: 0,
    };
  }

  /** Takes the state: changes the facts that follow from it and tells the server. */
  take(state: ProposedState): TakenState {
    const before = this.#state;
    const taken: TakenState = { ...state, id: newId(), timestamp: now() };
    const { facts } = this;
    if (before?.type === 'RUNNING') facts.total_run_time += secondsBetween(before.timestamp, taken.timestamp);
    if (state.type === 'RUNNING') {
      facts.run_count += 1;
      facts.flow_run_run_count = this.#flow.context.runCount;
      facts.start_time ??= taken.timestamp;
    } else if (state.type !== 'PENDING' && state.type !== 'SCHEDULED') {
      facts.start_time ??= taken.timestamp;
      facts.end_time = taken.timestamp;
    }
    const { context, session } = this.#flow;
    session.events.emit(
      taskRunEvent(facts, before, taken, { flowRun: context, flow: { id: context.flowId, name: context.flowName } }),
    );
    this.#state = taken;
    return taken;
  }
}

function taskInputs(definition: TaskDefinition, args: readonly unknown[], from: ActiveRun): Facts['task_inputs'] {
  const inputsOf = (value: unknown) =>
    taskRunIdsIn(value, from.flow.origins).map((id) => ({ input_type: 'task_run' as const, id }));
  const waitFor = inputsOf(definition.options.waitFor ?? []);
  return {
    ...Object.fromEntries(args.map((arg, index) => [definition.parameterName(index), inputsOf(arg)])),
    ...(waitFor.length === 0 ? {} : { wait_for: waitFor }),
    ...(from.task === null ? {} : { __parents__: [{ input_type: 'task_run' as const, id: from.task.id }] }),
  };
}
