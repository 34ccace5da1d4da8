// sdk: the logger of a run: to the console at once, to the server in batches.
import { format } from 'node:util';
import { now } from '../clock.ts';
import { activeRun } from '../runs/run-context.ts';
import { consoleLine, LEVELS, type LevelName, messageWithinLimit } from './log-line.ts';
import type { LogSender } from './log-sender.ts';

/** Takes a text with places as `console.log` does, and values for them. */
export type Log = (message: unknown, ...values: unknown[]) => void;

export type Logger = { readonly [Level in LevelName]: Log };

interface LogSource {
  readonly sender: LogSender | null;
  /** The name that the console shows. */
  readonly runName: string;
  /** The name of the logger on the wire. */
  readonly name: string;
  readonly flowRunId: string | null;
  readonly taskRunId: string | null;
}

const lowestOnConsole = (): number => {
  const wanted = (process.env.SIGNALBOX_LOGGING_LEVEL ?? 'info').toLowerCase();
  return Object.entries(LEVELS).find(([name]) => name === wanted)?.[1] ?? LEVELS.info;
};

export function loggerOf(source: LogSource): Logger {
  const lowest = lowestOnConsole();
  const logAt =
    (levelName: LevelName): Log =>
    (message, ...values) => {
      const level = LEVELS[levelName];
      const text = messageWithinLimit(format(message, ...values));
      if (level >= lowest) process.stderr.write(consoleLine(levelName, source.runName, text, new Date()));
      source.sender?.write({
        name: source.name,
        level,
        message: text,
        timestamp: now(),
        flow_run_id: source.flowRunId,
        task_run_id: source.taskRunId,
      });
    };
  return {
    debug: logAt('debug'),
    info: logAt('info'),
    warning: logAt('warning'),
    error: logAt('error'),
    critical: logAt('critical'),
  };
}

/**
 * The logger of the run that this code belongs to. Outside of a run it writes to the console only. Lines below
 * SIGNALBOX_LOGGING_LEVEL (`info` by default) are not shown on the console, but the server gets them.
 *
 * @example
 * getLogger().info('read %d rows', rows.length);
 */
export function getLogger(): Logger {
  const run = activeRun();
  if (run === undefined) {
    return loggerOf({ sender: null, runName: '-', name: 'signalbox', flowRunId: null, taskRunId: null });
  }
  return run.task?.logger ?? run.flow.context.logger;
}
