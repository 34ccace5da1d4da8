// engine: several use cases as one unit of work.
import type { Engine } from './engine.ts';

/**
 * Runs use cases that know nothing of each other in one transaction: whatever they write with the engine that they are
 * given, and read from its store, belongs to it. When `work` throws, nothing was written, and nobody is told anything.
 */
export function writeTogether<T>(engine: Engine, work: (within: Engine) => Promise<T>): Promise<T> {
  return engine.write((unit) => {
    const store = { ...engine.store, read: unit.transaction };
    return work({ ...engine, store, clock: () => unit.now, write: (part) => part(unit) });
  });
}
