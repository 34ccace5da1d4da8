// signalbox: the name of a state in its colour.
import { styleText } from 'node:util';
import type { StateType } from '@signalbox/contract';

const COLOURS = {
  SCHEDULED: 'yellow',
  PENDING: 'gray',
  RUNNING: 'blue',
  COMPLETED: 'green',
  FAILED: 'red',
  CANCELLED: 'gray',
  CRASHED: 'magenta',
  PAUSED: 'yellow',
  CANCELLING: 'gray',
} as const satisfies Record<StateType, string>;

export function stateText(type: StateType | null, name: string | null): string {
  if (type === null) return '–';
  return styleText(COLOURS[type], name ?? type, { stream: process.stdout });
}
