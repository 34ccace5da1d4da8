// sdk: the arguments of a task once all that they wait for is there, and the run's name made of them.
import { runNameFrom } from '../names/run-name.ts';
import { validateParameters } from '../parameters/validate-parameters.ts';
import { resolveFutures } from './resolve-futures.ts';
import type { TaskDefinition } from './task-definition.ts';

/** Waits for every future; throws when one did not complete or the arguments are not valid. */
export async function readyArguments({ options }: TaskDefinition, given: readonly unknown[]): Promise<unknown[]> {
  await resolveFutures(options.waitFor ?? []);
  const args = await Promise.all(given.map((arg) => resolveFutures(arg)));
  if (options.parameters === undefined) return args;
  return [await validateParameters(`task '${options.name}'`, options.parameters, args[0]), ...args.slice(1)];
}

/** Null for a task without a template: the run keeps the name it began with. */
export function taskRunName(definition: TaskDefinition, args: readonly unknown[]): string | null {
  const template = definition.options.taskRunName;
  if (template === undefined) return null;
  const [first] = args;
  const fields = typeof first === 'object' && first !== null && !Array.isArray(first) ? { ...first } : {};
  return runNameFrom(template, {
    ...fields,
    ...Object.fromEntries(args.map((arg, index) => [definition.parameterName(index), arg])),
  });
}
