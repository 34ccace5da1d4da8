// ecs: reads the output of a task from CloudWatch Logs while it grows.
import { type CloudWatchLogsClient, GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { isNotFound } from './aws-error.ts';
import type { LogPlace } from './ecs-handle.ts';

const LAST_OUTPUT_CHARACTERS = 8 * 1024;
const LAST_EVENTS = 50;

const linesOf = (message: string): string[] =>
  message
    .replace(/\r?\n$/, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));

/** The last lines as far as they fit. */
export class LastOutput {
  readonly #lines: string[] = [];
  #size = 0;

  add(line: string): void {
    this.#lines.push(line);
    this.#size += line.length + 1;
    while (this.#size > LAST_OUTPUT_CHARACTERS && this.#lines.length > 1)
      this.#size -= (this.#lines.shift()?.length ?? 0) + 1;
  }

  get text(): string {
    return this.#lines.join('\n').slice(-LAST_OUTPUT_CHARACTERS).trimEnd();
  }
}

export class TaskLogs {
  readonly #client: CloudWatchLogsClient;
  readonly #place: LogPlace;
  readonly #startTime: number;
  #token: string | undefined;

  /** @param output_from milliseconds since 1970 of the first line to read */
  constructor(client: CloudWatchLogsClient, place: LogPlace, output_from: number) {
    this.#client = client;
    this.#place = place;
    this.#startTime = output_from;
  }

  /** Gives each line that has come since the last call; whether there were any. A stream that is not there yet has none. */
  async read(onLine: (line: string) => void): Promise<boolean> {
    let some = false;
    for (;;) {
      const page = await this.#page();
      if (page === null) return some;
      for (const { message = '' } of page.events ?? [])
        for (const line of linesOf(message)) {
          some = true;
          onLine(line);
        }
      // At the end of the stream AWS gives the token back that it was given.
      const is_end = page.nextForwardToken === undefined || page.nextForwardToken === this.#token;
      this.#token = page.nextForwardToken ?? this.#token;
      if (is_end) return some;
    }
  }

  /** The last lines, for who has not read it. */
  async readLast(): Promise<string> {
    const last = new LastOutput();
    const page = await this.#ask({ startFromHead: false, limit: LAST_EVENTS });
    for (const { message = '' } of page?.events ?? []) for (const line of linesOf(message)) last.add(line);
    return last.text;
  }

  #page() {
    const { startFromHead, startTime } = { startFromHead: true, startTime: this.#startTime };
    return this.#ask({ startFromHead, startTime, ...(this.#token !== undefined && { nextToken: this.#token }) });
  }

  async #ask(asked: { startFromHead: boolean; startTime?: number; nextToken?: string; limit?: number }) {
    const { group: logGroupName, stream: logStreamName } = this.#place;
    try {
      return await this.#client.send(new GetLogEventsCommand({ logGroupName, logStreamName, ...asked }));
    } catch (error) {
      if (isNotFound(error)) return null;
      throw error;
    }
  }
}
