// ecs: tells the output of one task line by line while it goes on.
import { setTimeout as wait } from 'node:timers/promises';
import { explain, isAnswerLost, isThrottled } from './aws-error.ts';
import type { EcsHandle, LogPlace } from './ecs-handle.ts';
import type { EcsService } from './ecs-service.ts';
import { TaskLogs } from './task-logs.ts';

/** CloudWatch takes 25 calls a second of an account, in some regions 10: all streams together stay below. */
const SECONDS_BETWEEN_STREAMS = 0.15;
/** The last lines of a task come a little after its end. */
const QUIET_MILLISECONDS = 1000;
const MOST_LAST_READS = 10;

export class OutputStream {
  readonly #service: EcsService;
  readonly #logs: TaskLogs;
  readonly #interval_seconds: number;
  readonly #onLine: (line: string) => void;
  readonly #ended = new AbortController();
  #done: Promise<void> = Promise.resolve();

  constructor(
    service: EcsService,
    place: LogPlace,
    { output_from, poll_interval_seconds }: Pick<EcsHandle, 'output_from' | 'poll_interval_seconds'>,
    onLine: (line: string) => void,
  ) {
    this.#service = service;
    this.#logs = new TaskLogs(service.logs(place.region), place, output_from);
    this.#interval_seconds = poll_interval_seconds;
    this.#onLine = onLine;
  }

  /** @param onTrouble told once, when the output cannot be read at all */
  start(onTrouble: (message: string) => void): void {
    this.#service.streams += 1;
    this.#done = this.#live()
      .catch((error: unknown) => onTrouble(`The output cannot be read from CloudWatch Logs. ${explain(error)}`))
      .finally(() => {
        this.#service.streams -= 1;
      });
  }

  /** The task has stopped: reads what is left. */
  async finish(): Promise<void> {
    this.#ended.abort();
    await this.#done;
  }

  async #live(): Promise<void> {
    const { signal } = this.#ended;
    while (!signal.aborted) {
      const seconds = Math.max(this.#interval_seconds, this.#service.streams * SECONDS_BETWEEN_STREAMS);
      // An abort ends the rest early; what is to be done then comes below.
      await wait(seconds * 1000, undefined, { signal }).catch(() => {});
      if (!signal.aborted) await this.#read();
    }
    for (let reads = 0; reads < MOST_LAST_READS; reads += 1) {
      const some = await this.#read();
      if (!some && reads > 0) return;
      await wait(QUIET_MILLISECONDS);
    }
  }

  /** Whether something came. What passes by itself is tried again at the next time. */
  async #read(): Promise<boolean> {
    try {
      return await this.#logs.read(this.#onLine);
    } catch (error) {
      if (isThrottled(error) || isAnswerLost(error)) return false;
      throw error;
    }
  }
}
