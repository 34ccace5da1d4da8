// ui: names with their values, in columns where there is room.
import type { ReactNode } from 'react';

export function KeyValues({ entries }: { entries: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="key-values">
      {entries.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value === null || value === '' ? <span className="faint">–</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
