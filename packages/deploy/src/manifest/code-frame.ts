// deploy: the lines of a file around a place, with a mark below it.

const LINES_AROUND = 2;
const LONGEST = 160;

/** What is written in plain under the name of a secret. A placeholder is none. */
const SECRET =
  /((?:token|password|passwd|secret|private_?key|credentials?|api_?key|access_?key|connection_string)\w*["']?\s*:\s*)("[^"]*"|'[^']*'|[^\s,{}[\]"'&*!|>][^\s,}]*)/gi;

/** Build logs are read by many: secrets are hidden, at the same length. */
const withoutSecrets = (line: string): string =>
  line.replaceAll(
    SECRET,
    (_, key: string, value: string) => key + (value.includes('{{') ? value : '*'.repeat(value.length)),
  );

/**
 * @example codeFrame(['a: 1', 'b: x'], 2, 4)
 * //   1 | a: 1
 * // > 2 | b: x
 * //     |    ^
 */
export function codeFrame(lines: readonly string[], line: number, column: number): string {
  const first = Math.max(1, line - LINES_AROUND);
  const last = Math.min(lines.length, line + LINES_AROUND);
  const width = String(last).length;
  const shown = (number: number): string =>
    withoutSecrets((lines[number - 1] ?? '').replace(/\r$/, '')).slice(0, LONGEST);
  const frame: string[] = [];
  for (let number = first; number <= last; number += 1) {
    if (number !== line && shown(number).trim() === '') continue;
    frame.push(`${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${shown(number)}`.trimEnd());
    if (number === line) frame.push(`  ${' '.repeat(width)} | ${' '.repeat(Math.min(column, LONGEST) - 1)}^`);
  }
  return frame.join('\n');
}
