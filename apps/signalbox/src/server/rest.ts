// signalbox: gives memory back that a server needs to start or under load, and does not need at rest.
import { performance } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How often it is looked whether the server rests. */
const LOOK_MS = 5_000;

/** Share of the time in which a server at rest does something. */
const AT_REST = 0.02;

/** A collection halts everything for about a tenth of a second. For less than this it is not worth it. */
const WORTH_BYTES = 12_000_000;

/** V8 collects of itself what a busy server leaves behind, and keeps the room for more; one at rest never gets that far. */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect !== 'function') throw new Error('this Node cannot be told to collect garbage');
  return () => collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/**
 * Looks at intervals whether this process rests and has grown since it last did, and then gives back what is not used.
 * @param release what holds memory that it does not need at rest
 */
export function restWhenIdle(release: () => void): Disposable {
  const collect = collector();
  let resting_bytes = 0;
  let rested = false;
  let before = performance.eventLoopUtilization();
  const timer = setInterval(() => {
    const { utilization } = performance.eventLoopUtilization(before);
    before = performance.eventLoopUtilization();
    const rests = utilization < AT_REST;
    // Twice in a row: nobody waits for a request that is about to come.
    if (rests && rested && process.memoryUsage.rss() > resting_bytes + WORTH_BYTES) {
      release();
      collect();
      resting_bytes = process.memoryUsage.rss();
    }
    rested = rests;
  }, LOOK_MS);
  timer.unref();
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
