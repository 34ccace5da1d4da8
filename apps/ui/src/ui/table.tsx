// ui: a table that becomes a list of cards where it is narrow.
import type { Key, ReactNode } from 'react';

export interface Column<Row> {
  readonly head: string;
  /** The heading is for screen readers alone. */
  readonly isHeadHidden?: boolean;
  readonly cell: (row: Row) => ReactNode;
  /** `grow` takes the room that the others leave; `end` stands at the right edge. */
  readonly place?: 'grow' | 'end';
  /** Stands in front of the cell on a card, which has no headings. */
  readonly cardLabel?: string;
}

interface TableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row, index: number) => Key;
  readonly columns: readonly Column<Row>[];
  readonly className?: string;
}

export function Table<Row>({ label, rows, keyOf, columns, className = '' }: TableProps<Row>) {
  return (
    <div className="table-frame">
      <table className={`table table-cards ${className}`} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ head, isHeadHidden, place }) => (
              <th key={head} className={place === 'end' ? 'end' : undefined}>
                {isHeadHidden ? <span className="hidden-visually">{head}</span> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row, index)}>
              {columns.map(({ head, cell, place, cardLabel }) => (
                <td key={head} className={place} data-label={cardLabel}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
