// sdk: what a run writes with console.log also goes to its log, when its flow or task wants that.
import { format } from 'node:util';
import { activeRun } from '../runs/run-context.ts';
import type { LevelName } from './log-line.ts';

const LEVEL_OF_METHOD = {
  log: 'info',
  info: 'info',
  warn: 'warning',
  error: 'error',
  debug: 'debug',
} as const satisfies Record<string, LevelName>;

let captured = false;

/** From now on, console methods called within a run whose flow has `logPrints` write to that run's log instead. */
export function captureConsole(): void {
  if (captured) return;
  captured = true;
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    const original = console[method];
    console[method] = (...values: unknown[]) => {
      const run = activeRun();
      if (run === undefined || !run.flow.logPrints) original.apply(console, values);
      else (run.task?.logger ?? run.flow.context.logger)[LEVEL_OF_METHOD[method]](format(...values));
    };
  }
}
