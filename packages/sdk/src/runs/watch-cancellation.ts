// sdk: notices when someone cancels the run from outside.
import { type Client, subscribeEvents } from '@signalbox/client';
import { messageOf } from '../errors.ts';
import type { Logger } from '../logs/logger.ts';

/** Runs shorter than this do without: opening a websocket costs them more than it is worth. */
const START_AFTER_MILLISECONDS = 1_000;

/** Calls back once when the run becomes Cancelling or Cancelled; the answer stops watching. */
export function watchCancellation(client: Client, flowRunId: string, logger: Logger, onCancel: () => void): () => void {
  const stop = new AbortController();
  const timer = setTimeout(() => {
    watch().catch((error: unknown) => {
      logger.warning('A cancellation from outside will not be noticed: %s', messageOf(error));
    });
  }, START_AFTER_MILLISECONDS);
  timer.unref();

  async function watch(): Promise<void> {
    const filter = {
      event: { name: ['prefect.flow-run.Cancelling', 'prefect.flow-run.Cancelled'] },
      resource: { id: [`prefect.flow-run.${flowRunId}`] },
    };
    for await (const _ of subscribeEvents(client, filter, { backfill: true, signal: stop.signal })) {
      onCancel();
      return;
    }
  }

  return () => {
    clearTimeout(timer);
    stop.abort();
  };
}
