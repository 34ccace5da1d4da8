// signalbox: lets this process find the sources of the workspace's packages, as `node --conditions=source` does.
import { registerHooks } from 'node:module';

export function useSources() {
  registerHooks({
    resolve: (specifier, context, nextResolve) =>
      nextResolve(specifier, { ...context, conditions: [...context.conditions, 'source'] }),
  });
  // Whoever starts a Node with the flags of this one lets it find them too.
  process.execArgv.push('--conditions=source');
}
