// logs: the lines themselves.
import type { Log } from '@signalbox/contract';
import { memo } from 'react';
import { Link } from 'wouter';
import { exactTime } from '../../ui/time-format.ts';
import { useTaskRunNames } from '../task-runs/index.ts';
import { levelOf } from './log-lines.ts';

interface LogRowsProps {
  readonly lines: readonly Log[];
  readonly flowRunId: string | null;
  readonly ofTask: boolean;
}

const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});

export function LogRows({ lines, flowRunId, ofTask }: LogRowsProps) {
  const names = useTaskRunNames(flowRunId ?? '', ofTask ? [] : lines.map((line) => line.task_run_id));
  return lines.map((line) => (
    <LogRow
      key={line.id}
      line={line}
      taskName={line.task_run_id === null ? null : (names.get(line.task_run_id) ?? null)}
    />
  ));
}

const LogRow = memo(function LogRow({ line, taskName }: { line: Log; taskName: string | null }) {
  const { label, tone } = levelOf(line.level);
  const at = new Date(line.timestamp);
  return (
    <div className={`log-line tone-${tone}`}>
      <time dateTime={line.timestamp} title={exactTime(at)}>
        {clock.format(at)}
      </time>
      <span className="log-level">{label}</span>
      <span className="log-message">
        {taskName !== null && line.task_run_id !== null && (
          <Link className="log-task" href={`/task-runs/${line.task_run_id}`}>
            {taskName}
          </Link>
        )}
        {line.message}
      </span>
    </div>
  );
});
