// bench: within the server that is watched: writes down what memory it has, at intervals, and what is left after a collection.
import { appendFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Imported with `?to=FILE&every=MILLISECONDS`. */
const { searchParams } = new URL(import.meta.url);
const to = searchParams.get('to');
if (to === null) throw new Error('say where the samples go: ?to=FILE');

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
if (typeof collect !== 'function') throw new Error('this Node cannot be told to collect garbage');

const began = performance.now();

const timer = setInterval(
  () => {
    const { rss } = process.memoryUsage();
    collect();
    const { heapUsed, external } = process.memoryUsage();
    const seconds = (performance.now() - began) / 1_000;
    appendFileSync(to, `${JSON.stringify({ seconds, rss, heap: heapUsed, external })}\n`);
  },
  Number(searchParams.get('every')),
);
timer.unref();
