// server: /logs/out: logs as they are committed.
import { type Log, LogFilter } from '@signalbox/contract';
import { z } from 'zod';
import { untilGone } from './events-out.ts';
import { CLOSE, type WebsocketProtocol } from './websocket-client.ts';

const Subscription = z.object({ type: z.literal('filter'), filter: LogFilter });

/** A client that lets more than this wait unsent, in bytes, has stopped reading: it must come again and catch up. */
const UNSENT_BYTES_AT_MOST = 16 * 1024 * 1024;

export const sendLogs: WebsocketProtocol = async (client, engine) => {
  const subscription = Subscription.safeParse(await client.next());
  if (!subscription.success) return client.close(CLOSE.protocol, 'Expected {"type": "filter", "filter": …}.');
  const { filter } = subscription.data;
  const unsubscribe = engine.logs.subscribe((logs) => {
    if (client.bufferedBytes > UNSENT_BYTES_AT_MOST) return client.close(CLOSE.policy, 'The client reads too slowly.');
    for (const log of logs) if (logMatches(filter, log)) client.send({ type: 'log', log });
  });
  try {
    await untilGone(client);
  } finally {
    unsubscribe();
  }
};

/** Whether a line passes the filter, as the list of lines decides it. */
export function logMatches(filter: LogFilter, log: Log): boolean {
  const { level, timestamp, flow_run_id, task_run_id, text } = filter;
  if (typeof level?.ge_ === 'number' && log.level < level.ge_) return false;
  if (typeof level?.le_ === 'number' && log.level > level.le_) return false;
  if (timestamp?.after_ && log.timestamp < timestamp.after_) return false;
  if (timestamp?.before_ && log.timestamp > timestamp.before_) return false;
  if (flow_run_id?.any_ && !(log.flow_run_id && flow_run_id.any_.includes(log.flow_run_id))) return false;
  if (task_run_id?.any_ && !(log.task_run_id && task_run_id.any_.includes(log.task_run_id))) return false;
  if (typeof task_run_id?.is_null_ === 'boolean' && (log.task_run_id === null) !== task_run_id.is_null_) return false;
  return !text || log.message.toLowerCase().includes(text.query.toLowerCase());
}
