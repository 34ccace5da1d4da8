// sdk: log lines on their way to the server: gathered, sent in batches, kept until the server has them.
import type { Client } from '@signalbox/client';
import type { FlowRunId, TaskRunId } from '@signalbox/contract';
import { messageOf } from '../errors.ts';
import type { LogLine } from './log-line.ts';

export interface LogSender {
  /** Takes a line and returns at once. */
  write(line: LogLine): void;
  /** Resolves when the server has every line written so far, or when it is clear that it will not take them. */
  flush(): Promise<void>;
  /** The lines that the server does not have yet. */
  unsent(): readonly LogLine[];
}

const GATHER_MILLISECONDS = 100;
const LINES_PER_REQUEST = 500;
const CHARACTERS_PER_REQUEST = 1_000_000;

/** How many of the first lines fit one request; at least one. */
export function fittingLines(lines: readonly LogLine[]): number {
  let characters = 0;
  for (const [index, line] of lines.slice(0, LINES_PER_REQUEST).entries()) {
    characters += line.message.length;
    if (characters > CHARACTERS_PER_REQUEST) return Math.max(1, index);
  }
  return Math.min(lines.length, LINES_PER_REQUEST);
}

const wireLine = (line: LogLine) => ({
  ...line,
  // The edge of the types: ids that came from the server.
  flow_run_id: line.flow_run_id as FlowRunId | null,
  task_run_id: line.task_run_id as TaskRunId | null,
});

export function logSender(client: Client, complain: (message: string) => void): LogSender {
  const queue: LogLine[] = [];
  let sending: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, fittingLines(queue));
      try {
        await client.logs.create({ body: batch.map(wireLine) });
      } catch (error) {
        complain(
          `${batch.length} log lines could not be sent to the server and are only on this console: ${messageOf(error)}`,
        );
      }
      queue.splice(0, batch.length);
    }
  }

  function start(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    sending ??= drain().finally(() => {
      sending = null;
    });
    return sending;
  }

  return {
    write(line) {
      queue.push(line);
      if (sending === null && timer === null) timer = setTimeout(start, GATHER_MILLISECONDS);
    },
    async flush() {
      while (queue.length > 0) await start();
    },
    unsent: () => queue,
  };
}
