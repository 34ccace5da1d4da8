// sdk: what a flow or task wants to be told of its run.
import type { StateType } from '@signalbox/contract';
import { errorText } from '../logs/error-text.ts';
import type { Logger } from '../logs/logger.ts';
import type { RunState } from '../states/run-state.ts';

/** Called with the run's context and the state that it has taken. An error in it is logged and changes nothing. */
export type Hook<Context> = (context: Context, state: RunState) => unknown;

export interface Hooks<Context> {
  /** Before the function starts, in each try. */
  readonly onRunning?: Hook<Context> | readonly Hook<Context>[];
  readonly onCompletion?: Hook<Context> | readonly Hook<Context>[];
  /** After the last try failed. */
  readonly onFailure?: Hook<Context> | readonly Hook<Context>[];
  /** When the process is told to end, or dies of an error that nothing caught. */
  readonly onCrashed?: Hook<Context> | readonly Hook<Context>[];
  readonly onCancellation?: Hook<Context> | readonly Hook<Context>[];
}

const HOOK_OF_TYPE: Partial<Record<StateType, keyof Hooks<unknown>>> = {
  RUNNING: 'onRunning',
  COMPLETED: 'onCompletion',
  FAILED: 'onFailure',
  CRASHED: 'onCrashed',
  CANCELLED: 'onCancellation',
};

export async function callHooks<Context extends { readonly logger: Logger }>(
  hooks: Hooks<Context>,
  context: Context,
  state: RunState,
): Promise<void> {
  const name = HOOK_OF_TYPE[state.type];
  const wanted = name === undefined ? undefined : hooks[name];
  for (const hook of [wanted ?? []].flat()) {
    try {
      await hook(context, state);
    } catch (error) {
      context.logger.error('The hook %s failed: %s', name, errorText(error));
    }
  }
}
