// signalbox: what a worker tells, as lines of the terminal.
import { styleText } from 'node:util';
import type { WorkerEvent } from '@signalbox/worker';
import { durationText } from '../output/time.ts';

const STATE_COLOURS: Readonly<Record<string, 'green' | 'red' | 'magenta'>> = {
  Completed: 'green',
  Failed: 'red',
  Crashed: 'magenta',
};

const coloured = (state_name: string): string => {
  const colour = STATE_COLOURS[state_name];
  return colour === undefined ? state_name : styleText(colour, state_name, { stream: process.stdout });
};

const dim = (text: string): string => styleText('dim', text, { stream: process.stdout });

export interface LineOptions {
  /** Also the output of the runs, line by line. */
  readonly run_output: boolean;
}

/** The line for the event; null for an event that is not shown. */
export function workerLine(event: WorkerEvent, { run_output }: LineOptions): string | null {
  switch (event.type) {
    case 'ready':
      return `Worker ${event.worker_name} waits for runs of the work pool ${event.work_pool_name}.`;
    case 'run-started':
      return run_output
        ? `${event.run.name} ${event.found_again ? 'still goes on' : 'started'} ${dim(`(${event.identifier}, ${event.run.id})`)}`
        : null;
    case 'run-output':
      return run_output ? `${dim(`${event.run.name} |`)} ${event.line}` : null;
    case 'infrastructure-event':
      return `${dim(`${event.run.name} |`)} ${event.level === 'warning' ? styleText('yellow', event.message, { stream: process.stdout }) : event.message}`;
    case 'run-ended':
      return `${event.run.name} ${coloured(event.state_name)} ${dim(`after ${durationText(event.seconds)}`)}`;
    case 'run-refused':
      return dim(`${event.run.name} not taken: ${event.reason}`);
    case 'draining':
      return `Takes no more runs, waits for ${event.running}. Ctrl-C again ends them.`;
    case 'trouble':
      return styleText('yellow', event.message, { stream: process.stdout });
    case 'recovered':
      return event.message;
  }
}
