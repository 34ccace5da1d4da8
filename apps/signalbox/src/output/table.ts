// signalbox: a table as text, as wide as its content.
import { stripVTControlCharacters, styleText } from 'node:util';

export interface Column<Row> {
  readonly title: string;
  readonly text: (row: Row) => string;
  readonly align?: 'left' | 'right';
}

const widthOf = (text: string): number => stripVTControlCharacters(text).length;

function padded(text: string, width: number, align: 'left' | 'right' | undefined): string {
  const blanks = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? blanks + text : text + blanks;
}

/** One line for the titles, one for each row. An empty list gives only `none`. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[], none: string): string {
  if (rows.length === 0) return none;
  const cells = rows.map((row) => columns.map((column) => column.text(row)));
  const widths = columns.map(({ title }, index) =>
    Math.max(title.length, ...cells.map((line) => widthOf(line[index] ?? ''))),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, index) => padded(text, widths[index] ?? 0, columns[index]?.align))
      .join('  ')
      .trimEnd();
  const titles = line(columns.map(({ title }) => title.toUpperCase()));
  return [styleText('dim', titles, { stream: process.stdout }), ...cells.map(line)].join('\n');
}

/** Names and values below each other; values that are null are left out. */
export function fields(values: Readonly<Record<string, string | null>>): string {
  const entries = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== null);
  const width = Math.max(0, ...entries.map(([name]) => name.length));
  return entries
    .map(([name, value]) => `${styleText('dim', name.padEnd(width), { stream: process.stdout })}  ${value}`)
    .join('\n');
}
