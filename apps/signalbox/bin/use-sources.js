// signalbox: lets this process find the sources of the workspace's packages, as `node --conditions=source` does.
import { registerHooks } from 'node:module';

export function useSources() {
  registerHooks({
    resolve: (specifier, context, nextResolve) =>
      nextResolve(specifier, { ...context, conditions: [...context.conditions, 'source'] }),
  });
}
