// sdk: futures inside of arguments: where they are, what they depend on, and their values.
import { UpstreamFailedError } from '../errors.ts';
import { TaskFuture } from './task-future.ts';

/** A value in which every part may still be on its way. */
export type Resolvable<Value> =
  | Value
  | TaskFuture<Value>
  | (Value extends readonly (infer Item)[]
      ? readonly Resolvable<Item>[]
      : Value extends (...args: never[]) => unknown
        ? never
        : Value extends object
          ? { readonly [Key in keyof Value]: Resolvable<Value[Key]> }
          : never);

const isPlain = (value: object): boolean => {
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

const DEEPEST = 20;

/** Calls back for every future and every object in the value, into arrays and plain objects. */
function visit(value: unknown, found: (part: object) => void, depth = 0): void {
  if (typeof value !== 'object' || value === null || depth > DEEPEST) return;
  found(value);
  if (value instanceof TaskFuture) return;
  if (Array.isArray(value)) for (const item of value) visit(item, found, depth + 1);
  else if (isPlain(value)) for (const item of Object.values(value)) visit(item, found, depth + 1);
}

/** The ids of the task runs that the value comes from: its futures, and results of tasks passed on as they are. */
export function taskRunIdsIn(value: unknown, origins: WeakMap<object, string>): string[] {
  const ids = new Set<string>();
  visit(value, (part) => {
    const id = part instanceof TaskFuture ? part.taskRunId : origins.get(part);
    if (id !== undefined) ids.add(id);
  });
  return [...ids];
}

/** Whether the value holds a future anywhere. */
export function hasFutures(value: unknown): boolean {
  let found = false;
  visit(value, (part) => {
    found ||= part instanceof TaskFuture;
  });
  return found;
}

/** The value with every future replaced by its result; throws an UpstreamFailedError when one did not complete. */
export async function resolveFutures(value: unknown, depth = 0): Promise<unknown> {
  if (value instanceof TaskFuture) return resultOf(value);
  if (typeof value !== 'object' || value === null || depth > DEEPEST || !hasFutures(value)) return value;
  if (Array.isArray(value)) return Promise.all(Array.from(value, (item) => resolveFutures(item, depth + 1)));
  const entries = Object.entries(value).map(async ([key, item]) => [key, await resolveFutures(item, depth + 1)]);
  return Object.fromEntries(await Promise.all(entries));
}

async function resultOf(future: TaskFuture): Promise<unknown> {
  const state = await future.state();
  if (state.isCompleted) return state.result();
  throw new UpstreamFailedError(
    `The task '${future.taskName}' (${future.taskRunId}), whose result is needed, ended ${state.name}.`,
    { cause: state.error },
  );
}
