// logs: the lines of a run, live while it runs.
import { useEffect, useState } from 'react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Skeleton } from '../../ui/query-view.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { DownloadLogs } from './download.tsx';
import { LEVELS } from './log-lines.ts';
import './logs.css';
import { ScrollingLog } from './scrolling-log.tsx';
import { type LogFilter, useLogs } from './use-logs.ts';

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
        {flowRunId !== null && taskRunId === undefined && <DownloadLogs flowRunId={flowRunId} />}
      </div>
      <LogBox key={`${level} ${search}`} filter={filter} live={live} running={running} />
    </div>
  );
}

function LogBox({ filter, live, running }: { filter: LogFilter; live: boolean; running: boolean }) {
  const logs = useLogs(filter, live);
  if (logs.error !== null && logs.lines.length === 0) return <ErrorPanel error={logs.error} onRetry={logs.toNewest} />;
  if (logs.loading && logs.lines.length === 0) return <Skeleton rows={8} />;
  if (logs.lines.length === 0) return <NoLines filter={filter} running={running} />;
  return (
    <>
      {logs.error !== null && <ErrorPanel error={logs.error} onRetry={logs.toNewest} />}
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
