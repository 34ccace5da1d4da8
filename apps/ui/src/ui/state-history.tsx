// ui: states in the order in which they came, newest first.
import type { State } from '@signalbox/contract';
import { StateBadge } from './state-badge.tsx';
import { ExactTime } from './time.tsx';
import { durationText } from './time-format.ts';

export function StateHistory({ states }: { states: readonly State[] }) {
  const sorted = states.toSorted((a, b) => Date.parse(b.timestamp) - Date.parse(a.timestamp));
  return (
    <ol className="state-history">
      {sorted.map((state, index) => {
        const next = sorted[index - 1];
        return (
          <li key={state.id}>
            <div className="row">
              <StateBadge type={state.type} name={state.name} still={next !== undefined} />
              <span className="faint">
                <ExactTime at={state.timestamp} />
                {next && ` for ${durationText((Date.parse(next.timestamp) - Date.parse(state.timestamp)) / 1000)}`}
              </span>
            </div>
            {state.message && <p className="state-message">{state.message}</p>}
          </li>
        );
      })}
    </ol>
  );
}
