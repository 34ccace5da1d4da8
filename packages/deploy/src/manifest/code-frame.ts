// deploy: the lines of a file around a place, with a mark below it.

const LINES_AROUND = 2;
const LONGEST = 160;

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
  const shown = (number: number): string => (lines[number - 1] ?? '').replace(/\r$/, '').slice(0, LONGEST);
  const frame: string[] = [];
  for (let number = first; number <= last; number += 1) {
    if (number !== line && shown(number).trim() === '') continue;
    frame.push(`${number === line ? '>' : ' '} ${String(number).padStart(width)} | ${shown(number)}`.trimEnd());
    if (number === line) frame.push(`  ${' '.repeat(width)} | ${' '.repeat(Math.min(column, LONGEST) - 1)}^`);
  }
  return frame.join('\n');
}
