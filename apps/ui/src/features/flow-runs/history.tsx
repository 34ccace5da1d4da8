// flow runs: the history as bars: how many runs ended how, over time.
import { useQuery } from '@tanstack/react-query';
import { Lamp } from '../../ui/lamp.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { aspectOf, STATE_TYPES, stateWords } from '../../ui/state-aspect.ts';
import { clockTime } from '../../ui/time-format.ts';
import type { RunFilter, Span } from './filter.ts';
import type { Bar } from './history-bars.ts';
import './history.css';
import { historyQuery } from './queries.ts';

interface HistoryProps {
  readonly filter: RunFilter;
  /** A bar was chosen: show its time only. */
  readonly onChoose: (span: Span) => void;
}

export function History({ filter, onChoose }: HistoryProps) {
  const history = useQuery(historyQuery(filter));
  return (
    <div className="history">
      <QueryView query={history} rows={2}>
        {(bars) => <Bars bars={bars} onChoose={onChoose} />}
      </QueryView>
    </div>
  );
}

function barText(bar: Bar, now: Date): string {
  const time = `${clockTime(new Date(bar.start), now)} to ${clockTime(new Date(bar.end), now)}`;
  const parts = bar.parts.map(({ state_type, count }) => `${count} ${stateWords(state_type, null).toLowerCase()}`);
  return `${time}: ${parts.length === 0 ? 'no runs' : parts.join(', ')}`;
}

function Bars({ bars, onChoose }: { bars: readonly Bar[]; onChoose: (span: Span) => void }) {
  const now = new Date();
  const highest = Math.max(1, ...bars.map((bar) => bar.total));
  const present = STATE_TYPES.filter((type) => bars.some((bar) => bar.parts.some((part) => part.state_type === type)));
  return (
    <>
      <fieldset className="bars" aria-label="Runs over time">
        {bars.map((bar) => (
          <button
            key={bar.start}
            type="button"
            className="bar"
            disabled={bar.total === 0}
            title={barText(bar, now)}
            aria-label={barText(bar, now)}
            onClick={() => onChoose(bar)}
          >
            {bar.parts.map((part) => (
              <span
                key={part.state_type}
                className={`bar-part tone-${aspectOf(part.state_type).tone}`}
                style={{ height: `${(part.count / highest) * 100}%` }}
              />
            ))}
          </button>
        ))}
      </fieldset>
      <div className="bars-foot">
        <span className="faint">{bars[0] && clockTime(new Date(bars[0].start), now)}</span>
        <ul className="bars-legend" aria-label="Colours">
          {present.map((type) => (
            <li key={type}>
              <Lamp aspect={aspectOf(type)} still />
              {stateWords(type, null)}
            </li>
          ))}
        </ul>
        <span className="faint">{bars.length > 0 && clockTime(new Date(bars.at(-1)?.end ?? 0), now)}</span>
      </div>
    </>
  );
}
