// tests: many lines of the `prefect` program, one after the other.
import assert from 'node:assert/strict';
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

/** Runs each line and compares the code it ends with: `0 flow ls` must end with 0. */
export async function expectEnds(workshop: Workshop, expected: readonly string[]): Promise<void> {
  const said = await prefectLines(
    workshop,
    expected.map((line) => line.slice(2)),
  );
  const got = said.map(({ code }, index) => `${code} ${expected[index]?.slice(2)}`);
  const outputs = said.filter(({ code }, index) => !expected[index]?.startsWith(String(code)));
  assert.deepEqual(got, expected, outputs.map(({ output }) => output).join('\n'));
}
