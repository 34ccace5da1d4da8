// sdk: task(): a step of a flow, with states, retries and a place in the graph.
import { parameterNames } from '../names/parameter-names.ts';
import type { InputOf, OutputOf, StandardSchema } from '../parameters/standard-schema.ts';
import { type ActiveRun, activeRun } from '../runs/run-context.ts';
import type { RunState } from '../states/run-state.ts';
import { type Gate, gateOf } from './gate.ts';
import type { Resolvable } from './resolve-futures.ts';
import { beginTaskRun } from './run-task.ts';
import type { TaskDefinition, TaskOptions } from './task-definition.ts';
import { TaskFuture, TaskFutures } from './task-future.ts';

type ResolvableArguments<Args extends unknown[]> = { [Key in keyof Args]: Resolvable<Args[Key]> };

type MapArguments<Args extends unknown[]> = {
  [Key in keyof Args]: Iterable<Resolvable<Args[Key]>> | Unmapped<Resolvable<Args[Key]>>;
};

export interface MapOptions {
  /** At most so many of these runs at a time; all at once by default. */
  readonly concurrency?: number;
}

export interface Task<Args extends unknown[], Result> {
  /** Runs the task and answers what it returns. Outside of a flow run it is a plain call of the function. */
  (...args: ResolvableArguments<Args>): Promise<Result>;
  /** Starts the task and goes on; the future has its result. */
  submit(...args: ResolvableArguments<Args>): TaskFuture<Result>;
  /**
   * Starts the task once for each item. Every argument is a list, all of the same length, or `unmapped(value)` for one
   * value that is the same for all.
   *
   * @example
   * const futures = load.map(chunks, unmapped(database), { concurrency: 3 });
   * const counts = await futures.results();
   */
  map(...args: MapArguments<Args> | [...MapArguments<Args>, MapOptions]): TaskFutures<Result>;
  /** Runs the task and answers the state it ended in, instead of throwing. */
  returnState(...args: ResolvableArguments<Args>): Promise<RunState<Result>>;
  /** The same task with other options. */
  withOptions(options: Partial<TaskOptions>): Task<Args, Result>;
  readonly options: TaskOptions;
  /** The function itself. */
  readonly fn: (...args: Args) => Result | Promise<Result>;
}

/** A value that `map` gives to every run as it is. */
export class Unmapped<Value> {
  readonly value: Value;

  constructor(value: Value) {
    this.value = value;
  }
}

/** Marks a value that `map` gives to every run as it is, also when it is a list. */
export const unmapped = <Value>(value: Value): Unmapped<Value> => new Unmapped(value);

/**
 * Makes a task of a function.
 *
 * @example
 * const extract = task({ name: 'extract', retries: 3, retryDelaySeconds: [1, 10, 60] }, async (city: string) => …);
 */
export function task<Schema extends StandardSchema, Result>(
  options: TaskOptions & { readonly parameters: Schema },
  fn: (parameters: OutputOf<Schema>) => Result | Promise<Result>,
): Task<[InputOf<Schema>], Result>;
export function task<Args extends unknown[], Result>(
  options: TaskOptions,
  fn: (...args: Args) => Result | Promise<Result>,
): Task<Args, Result>;
export function task<Args extends unknown[], Result>(
  options: TaskOptions,
  fn: (...args: Args) => Result | Promise<Result>,
): Task<Args, Result> {
  const names = parameterNames(fn.toString());
  const definition: TaskDefinition = {
    options,
    // The edge of the types: whoever calls the task is held to the types of its function.
    fn: (...args) => fn(...(args as Args)),
    parameterName: (index) => names[index] ?? names.at(-1) ?? `argument_${index}`,
  };

  const submit = (...args: unknown[]): TaskFuture<Result> =>
    start<Result>(definition, args, runFor(options.name, 'submit'), null);

  const call = async (...args: unknown[]): Promise<Result> => {
    // The edge of the types: outside of a run there are no futures among the arguments.
    if (activeRun() === undefined) return fn(...(args as Args));
    return submit(...args).result();
  };

  const map = (...args: unknown[]): TaskFutures<Result> => {
    const run = runFor(options.name, 'map');
    const { rows, concurrency } = rowsOf(options.name, args);
    const gate = concurrency === undefined ? null : gateOf(concurrency);
    return TaskFutures.from(rows.map((row) => start<Result>(definition, row, run, gate))) as TaskFutures<Result>;
  };

  const made = Object.assign(call, {
    submit,
    map,
    returnState: (...args: unknown[]) => submit(...args).state(),
    withOptions: (other: Partial<TaskOptions>) => task<Args, Result>({ ...options, ...other }, fn),
    options,
    fn,
  });
  Object.defineProperty(made, 'name', { value: options.name });
  return made;
}

function runFor(name: string, verb: string): ActiveRun {
  const run = activeRun();
  if (run !== undefined) return run;
  throw new Error(
    `'${name}.${verb}' needs a flow run around it. Call it within a flow, or call '${name}.fn' for the plain function.`,
  );
}

function start<Result>(
  definition: TaskDefinition,
  args: unknown[],
  run: ActiveRun,
  gate: Gate | null,
): TaskFuture<Result> {
  const pending = beginTaskRun(definition, args, run);
  const state = gate === null ? pending.run() : gate(pending.run);
  // The edge of the types: the function's type says what its result is.
  const future = new TaskFuture<Result>(pending.id, definition.options.name, state as Promise<RunState<Result>>);
  run.flow.submitted.add(future);
  return future;
}

const isIterable = (value: unknown): value is Iterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.iterator in value;

function rowsOf(name: string, args: readonly unknown[]): { rows: unknown[][]; concurrency: number | undefined } {
  const last = args.at(-1);
  const hasOptions = args.length > 1 && !isIterable(last) && !(last instanceof Unmapped);
  // The edge of the types: what is neither a list nor unmapped can only be the options.
  const concurrency = hasOptions ? (last as MapOptions).concurrency : undefined;
  const columns = (hasOptions ? args.slice(0, -1) : args).map((arg) => {
    if (arg instanceof Unmapped) return arg;
    if (isIterable(arg)) return [...arg];
    throw new TypeError(`'${name}.map' takes lists, and unmapped(value) for what is the same for all.`);
  });
  const lengths = new Set(columns.filter((column) => Array.isArray(column)).map((column) => column.length));
  if (lengths.size !== 1) {
    throw new TypeError(
      lengths.size === 0
        ? `'${name}.map' needs at least one list.`
        : `The lists of '${name}.map' have different lengths: ${[...lengths].join(', ')}.`,
    );
  }
  const [length = 0] = lengths;
  const rows = Array.from({ length }, (_, index) =>
    columns.map((column) => (column instanceof Unmapped ? column.value : column[index])),
  );
  return { rows, concurrency };
}
