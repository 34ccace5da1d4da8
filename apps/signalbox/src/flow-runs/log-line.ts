// signalbox: a log as a line.
import { styleText } from 'node:util';
import type { Log } from '@signalbox/contract';
import { UsageError } from '../command-error.ts';

const LEVELS = { debug: 10, info: 20, warning: 30, error: 40, critical: 50 } as const;
const COLOURS = [
  [40, 'red'],
  [30, 'yellow'],
] as const;

export function levelFromName(name: string): number {
  const found = Object.entries(LEVELS).find(([known]) => known === name.toLowerCase());
  if (found === undefined) throw new UsageError(`--level ${name}: the levels are ${Object.keys(LEVELS).join(', ')}.`);
  return found[1];
}

export function levelName(level: number): string {
  const [name] = Object.entries(LEVELS).findLast(([, from]) => level >= from) ?? ['debug'];
  return name.toUpperCase();
}

export function logLine({
  timestamp,
  level,
  name,
  message,
}: Pick<Log, 'timestamp' | 'level' | 'name' | 'message'>): string {
  const time = new Date(timestamp).toLocaleTimeString('sv-SE');
  const line = `${time}.${timestamp.slice(20, 23)} ${levelName(level).padEnd(8)} ${name} | ${message}`;
  const colour = COLOURS.find(([from]) => level >= from)?.[1];
  return colour === undefined ? line : styleText(colour, line, { stream: process.stdout });
}
