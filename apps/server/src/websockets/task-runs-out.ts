// server: /task_runs/subscriptions/scheduled: a task worker gets the runs of its tasks, one after the other.
import { newId } from '@signalbox/core';
import { acknowledgeTaskRun, taskRunsFor } from '@signalbox/engine';
import { z } from 'zod';
import { CLOSE, type WebsocketClient, type WebsocketProtocol } from './websocket-client.ts';

const Subscription = z.object({
  type: z.literal('subscribe'),
  keys: z.array(z.string()).min(1),
  client_id: z.string().min(1),
});

/** How clients of Prefect tell this mistake from others. */
const NOT_A_SUBSCRIPTION = 4001;

export const sendTaskRuns: WebsocketProtocol = async (client, engine) => {
  const subscription = Subscription.safeParse(await client.next());
  if (!subscription.success) {
    const members = subscription.error.issues.map(({ path }) => path.join('.')).join(', ');
    return client.close(NOT_A_SUBSCRIPTION, `Expected a subscribe message; look at: ${members || 'the message'}.`);
  }
  const { keys, client_id } = subscription.data;
  const worker = { connection: newId(), identifier: client_id, task_keys: [...new Set(keys)] };
  const answers = answersOf(client);
  for await (const run of taskRunsFor(engine, worker, answers.ended)) {
    const answer = answers.next();
    client.send(run);
    if ((await answer) !== 'ack') return;
    await acknowledgeTaskRun(engine, worker, run.id);
  }
};

type Answer = 'ack' | 'end';

/**
 * Reads all the time, so that pings are answered and an end is noticed while no run waits. Each run has one answer; a
 * worker that says anything else, or leaves, has ended.
 */
function answersOf(client: WebsocketClient): { readonly ended: AbortSignal; next(): Promise<Answer> } {
  const ended = new AbortController();
  let settle: ((answer: Answer) => void) | null = null;
  const read = async () => {
    for (;;) {
      const frame = await client.next().catch(() => 'no JSON');
      const type = typeof frame === 'object' && frame !== null && 'type' in frame ? frame.type : null;
      if (type === 'ack' && settle) {
        settle('ack');
        settle = null;
        continue;
      }
      if (type === 'quit') client.close(1000, '');
      else if (frame !== null) client.close(CLOSE.protocol, 'Expected {"type": "ack"} after a task run, or "quit".');
      ended.abort();
      settle?.('end');
      return;
    }
  };
  void read();
  return {
    ended: ended.signal,
    next: () =>
      new Promise((resolve) => {
        if (ended.signal.aborted) resolve('end');
        else settle = resolve;
      }),
  };
}
