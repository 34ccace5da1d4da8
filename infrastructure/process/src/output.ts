// process: reads the output file of a process while it grows.
import { closeSync, fstatSync, openSync, readSync, watch } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const CHUNK_BYTES = 64 * 1024;
const LAST_OUTPUT_BYTES = 8 * 1024;

export interface OutputReader {
  /** Reads what is left, gives an unfinished last line too, and stops. */
  close(): void;
}

/** Calls back with each complete line that the file gets from now on. */
export function readOutput(path: string, from_byte: number, onOutput: (line: string) => void): OutputReader {
  const file = openSync(path, 'r');
  const decoder = new StringDecoder('utf8');
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let position = from_byte;
  let unfinished = '';

  const readOn = (): void => {
    for (;;) {
      const length = readSync(file, buffer, 0, CHUNK_BYTES, position);
      if (length === 0) return;
      position += length;
      const lines = (unfinished + decoder.write(buffer.subarray(0, length))).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) onOutput(line.replace(/\r$/, ''));
    }
  };

  const watcher = watch(path, { persistent: false }, readOn);
  // A system out of watches still gets all lines, when the process ends.
  watcher.on('error', () => watcher.close());
  readOn();
  return {
    close() {
      watcher.close();
      readOn();
      const rest = unfinished + decoder.end();
      if (rest !== '') onOutput(rest);
      closeSync(file);
    },
  };
}

/** The last lines of the file, whole ones as far as they fit. */
export function lastOutput(path: string): string {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const length = Math.min(size, LAST_OUTPUT_BYTES);
    const buffer = Buffer.alloc(length);
    readSync(file, buffer, 0, length, size - length);
    const text = buffer.toString('utf8');
    return (length < size ? text.slice(text.indexOf('\n') + 1) : text).trimEnd();
  } finally {
    closeSync(file);
  }
}
