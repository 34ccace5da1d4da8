// logs: the lines of a run, live while it runs.
import { useEffect, useRef, useState } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Skeleton } from '../../ui/query-view.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { LEVELS } from './log-lines.ts';
import { LogRows } from './log-rows.tsx';
import './logs.css';
import { type LogFilter, type Logs, useLogs } from './use-logs.ts';

interface LogViewProps {
  readonly flowRunId: string | null;
  readonly taskRunId?: string;
  readonly running: boolean;
}

/** What follows a run's end still arrives: reporters write their last lines after its last state. */
const LINGER_MILLISECONDS = 10_000;

function useLingering(running: boolean): boolean {
  const [lingering, setLingering] = useState(running);
  useEffect(() => {
    if (running) {
      setLingering(true);
      return;
    }
    const timer = setTimeout(() => setLingering(false), LINGER_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [running]);
  return lingering;
}

export function LogView({ flowRunId, taskRunId, running }: LogViewProps) {
  const [level, setLevel] = useState(0);
  const [search, setSearch] = useState('');
  const live = useLingering(running);
  const filter: LogFilter = { flowRunId, taskRunId, level, search };
  return (
    <div className="stack-tight">
      <div className="log-tools">
        <div className="filters">
          <SearchField label="Search logs" value={search} onChange={setSearch} />
          <select
            className="select"
            aria-label="Level"
            value={level}
            onChange={(event) => setLevel(Number(event.target.value))}
          >
            <option value={0}>All levels</option>
            {LEVELS.slice(1).map((one) => (
              <option key={one.level} value={one.level}>
                {one.label} and above
              </option>
            ))}
          </select>
        </div>
        {flowRunId !== null && (
          <a className="button-quiet" href={`api/flow_runs/${flowRunId}/logs/download`} download>
            Download
          </a>
        )}
      </div>
      <LogBox key={`${level} ${search}`} filter={filter} live={live} running={running} />
    </div>
  );
}

function LogBox({ filter, live, running }: { filter: LogFilter; live: boolean; running: boolean }) {
  const logs = useLogs(filter, live);
  if (logs.error !== null && logs.lines.length === 0) return <ErrorPanel error={logs.error} onRetry={logs.retry} />;
  if (logs.loading && logs.lines.length === 0) return <Skeleton rows={8} />;
  if (logs.lines.length === 0) return <NoLines filter={filter} running={running} />;
  return (
    <>
      {logs.error !== null && <ErrorPanel error={logs.error} onRetry={logs.retry} />}
      <ScrollingLog logs={logs} filter={filter} live={live} />
    </>
  );
}

function NoLines({ filter, running }: { filter: LogFilter; running: boolean }) {
  if (filter.level > 0 || filter.search !== '') return <EmptyState title="No line matches." />;
  return (
    <EmptyState title={running ? 'No line yet.' : 'It wrote no line.'}>
      <p>{running ? 'Lines appear here as they are written.' : 'Print or log in the flow to see lines here.'}</p>
    </EmptyState>
  );
}

const NEAR_END_PIXELS = 40;

function ScrollingLog({ logs, filter, live }: { logs: Logs; filter: LogFilter; live: boolean }) {
  const [follow, setFollow] = useState(true);
  const box = useRef<HTMLDivElement>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: new lines are the reason to move to the end
  useEffect(() => {
    if (follow && box.current) box.current.scrollTop = box.current.scrollHeight;
  }, [logs.lines, follow]);

  const onScroll = (): void => {
    const element = box.current;
    if (element) setFollow(element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_END_PIXELS);
  };
  return (
    <div className="log-frame">
      <div
        className="log-box"
        ref={box}
        onScroll={onScroll}
        role="log"
        aria-label="Log lines"
        aria-live="off"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        {logs.hasOlder && (
          <button type="button" className="button-quiet" onClick={() => void logs.loadOlder()}>
            Show older lines
          </button>
        )}
        <LogRows lines={logs.lines} flowRunId={filter.flowRunId} ofTask={filter.taskRunId !== undefined} />
      </div>
      {live && filter.search === '' && !follow && (
        <button type="button" className="button log-follow" onClick={() => setFollow(true)}>
          Follow
        </button>
      )}
    </div>
  );
}
