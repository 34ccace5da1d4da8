// tests: many lines of the `prefect` program, one after the other.
import type { Workshop } from './python.ts';

export interface Said {
  readonly words: readonly string[];
  readonly code: number;
  readonly output: string;
}

/** What the `prefect` program says and ends with for each line; words are parted by spaces, and by `'` kept together. */
export async function prefectLines(workshop: Workshop, lines: readonly string[]): Promise<Said[]> {
  const words = lines.map((line) => JSON.stringify(wordsOf(line)));
  const { output } = await workshop.run('python', ['cli.py', ...words]);
  return output
    .trim()
    .split('\n')
    .filter((line) => line.startsWith('{"words"'))
    .map((line) => JSON.parse(line));
}

const wordsOf = (line: string) => (line.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replace(/^'|'$/g, ''));
