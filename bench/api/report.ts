// bench: the measurements as a table for people.
import type { Result } from './drive.ts';

const rate = (value: number): string => (value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(1));

const errorsOf = ({ errors, answers }: Result): string => {
  if (errors === 0) return '';
  const kinds = Object.entries(answers).filter(([status]) => !/^2\d\d$/.test(status));
  return kinds.map(([status, count]) => `${count} × ${status}`).join(', ');
};

/** How many times more of ours per second, for each measure and number of clients that both have. */
export function ratios(ours: readonly Result[], others: readonly Result[]): ReadonlyMap<Result, number> {
  const found = new Map<Result, number>();
  for (const result of ours) {
    const other = others.find(({ measure, clients }) => measure === result.measure && clients === result.clients);
    if (other && other.per_second > 0) found.set(result, result.per_second / other.per_second);
  }
  return found;
}

export function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  '),
    )
    .map((line) => line.trimEnd())
    .join('\n');
}

const resultCells = (result: Result): string[] => [
  rate(result.per_second),
  result.p50_ms.toFixed(1),
  result.p99_ms.toFixed(1),
  errorsOf(result),
];

/** One line for each measure and number of clients; a second server beside the first when there is one. */
export function report(servers: readonly string[], results: readonly Result[]): string {
  const [first = '', second] = servers;
  const ours = results.filter(({ server }) => server === first);
  const others = results.filter(({ server }) => server === second);
  const ratio = ratios(ours, others);
  const columns = (name: string) => [`${name} /s`, 'p50 ms', 'p99 ms', 'errors'];
  const head = [
    'measure',
    'clients',
    ...columns(first),
    ...(second === undefined ? [] : [...columns(second), 'ratio']),
  ];
  const lines = ours.map((result) => {
    const other = others.find(({ measure, clients }) => measure === result.measure && clients === result.clients);
    const times = ratio.get(result);
    return [
      result.measure,
      String(result.clients),
      ...resultCells(result),
      ...(other ? [...resultCells(other), times === undefined ? '' : `${times.toFixed(0)} ×`] : []),
    ];
  });
  return table([head, ...lines]);
}
