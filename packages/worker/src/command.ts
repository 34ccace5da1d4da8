// worker: which command runs a flow, by its entrypoint or as the job template says.
import { SubmitError } from '@signalbox/core';

const NODE_ENTRYPOINT = /\.[mc]?[jt]sx?(:|$)/;

/** Whether Node runs the entrypoint (`flows/etl.ts:etl`); everything else (`etl.py:etl`, `package.module.etl`) is Python's. */
export const isNodeEntrypoint = (entrypoint: string): boolean => NODE_ENTRYPOINT.test(entrypoint);

/**
 * Splits a command line into words as a shell does: by blanks, with quotes and backslashes, and without substitutions.
 *
 * @throws SubmitError when a quote is not closed.
 */
export function wordsFromCommand(command: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let quote: '"' | "'" | null = null;
  for (let index = 0; index < command.length; index += 1) {
    const character = command.charAt(index);
    if (quote === null && /\s/.test(character)) {
      if (word !== null) words.push(word);
      word = null;
    } else if (quote === null && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (character === quote) {
      quote = null;
    } else if (character === '\\' && quote !== "'") {
      index += 1;
      const next = command.charAt(index);
      // Between double quotes a backslash keeps its meaning only before a quote or another backslash.
      word = (word ?? '') + (quote === '"' && next !== '"' && next !== '\\' ? `\\${next}` : next);
    } else {
      word = (word ?? '') + character;
    }
  }
  if (quote !== null) throw new SubmitError(`The command of the job has a ${quote} that is not closed: ${command}`);
  if (word !== null) words.push(word);
  return words;
}
