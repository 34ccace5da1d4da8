// signalbox: the port that was asked for.
import { UsageError } from '../command-error.ts';

export const DEFAULT_PORT = 4200;

export function portFrom(option: string | undefined): number {
  const [name, text] = option === undefined ? ['SIGNALBOX_PORT', process.env.SIGNALBOX_PORT] : ['--port', option];
  if (text === undefined || text === '') return DEFAULT_PORT;
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new UsageError(`${name} takes a number from 0 to 65535, not ${text}.`);
  return port;
}
