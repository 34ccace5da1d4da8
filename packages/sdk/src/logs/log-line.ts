// sdk: one line of a run's log, its levels, and how it looks on a console.

/** The levels of the wire. */
export const LEVELS = { debug: 10, info: 20, warning: 30, error: 40, critical: 50 } as const;
export type LevelName = keyof typeof LEVELS;

export interface LogLine {
  readonly name: string;
  readonly level: number;
  readonly message: string;
  readonly timestamp: string;
  readonly flow_run_id: string | null;
  readonly task_run_id: string | null;
}

const LONGEST_MESSAGE = 250_000;

/** The message as it is sent: a longer one is cut, and says so. */
export function messageWithinLimit(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message;
  return `${message.slice(0, LONGEST_MESSAGE)}… (${message.length - LONGEST_MESSAGE} more characters were cut)`;
}

/** A line for a person: local time, level, the run's name, the message. */
export function consoleLine(level: LevelName, runName: string, message: string, date: Date): string {
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map((part) => String(part).padStart(2, '0'));
  const millis = String(date.getMilliseconds()).padStart(3, '0');
  return `${time.join(':')}.${millis} ${level.toUpperCase().padEnd(8)} ${runName}  ${message}\n`;
}
