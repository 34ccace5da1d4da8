// sdk: notices when someone cancels the run from outside.
import type { Client } from '@signalbox/client';
import { messageOf } from '../errors.ts';
import type { Logger } from '../logs/logger.ts';
import { untilFlowRun } from './until-flow-run.ts';

/** Runs shorter than this do without: opening a websocket costs them more than it is worth. */
const START_AFTER_MILLISECONDS = 1_000;

/** Calls back once when the run becomes Cancelling or Cancelled; the answer stops watching. */
export function watchCancellation(client: Client, flowRunId: string, logger: Logger, onCancel: () => void): () => void {
  const stop = new AbortController();
  const timer = setTimeout(() => {
    untilFlowRun(
      client,
      flowRunId,
      ({ state_type }) => state_type === 'CANCELLING' || state_type === 'CANCELLED',
      stop.signal,
    ).then(onCancel, (error: unknown) => {
      if (!stop.signal.aborted) logger.warning('A cancellation from outside will not be noticed: %s', messageOf(error));
    });
  }, START_AFTER_MILLISECONDS);
  timer.unref();
  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}
