// flow runs: why a run is where it is: every decision on it, with the rules that fired.
import { NotFoundError } from '@signalbox/client';
import type { Decision } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Outcome } from '../../ui/outcome.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { explanationQuery } from './queries.ts';

const VERDICTS: Readonly<Record<Decision['verdict'], string>> = {
  accept: 'accepted',
  reject: 'changed',
  wait: 'put off',
  abort: 'refused',
};

export function Why({ flowRunId }: { flowRunId: string }) {
  const explanation = useQuery(explanationQuery(flowRunId));
  if (explanation.error instanceof NotFoundError) {
    return (
      <EmptyState title="This server does not say why.">
        <p>A Signalbox server records each decision on a run. The states are under States.</p>
      </EmptyState>
    );
  }
  return (
    <QueryView query={explanation} rows={5}>
      {({ summary, decisions }) => (
        <div className="stack">
          <Outcome tone="grey">{summary}</Outcome>
          {decisions.length > 0 && <Decisions decisions={decisions} />}
        </div>
      )}
    </QueryView>
  );
}

function Decisions({ decisions }: { decisions: readonly Decision[] }) {
  return (
    <div className="table-frame">
      <table className="table table-cards" aria-label="Decisions">
        <thead>
          <tr>
            <th>When</th>
            <th>From</th>
            <th>To</th>
            <th>Was</th>
            <th>Because</th>
          </tr>
        </thead>
        <tbody>
          {decisions.map((decision, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: decisions have no id and only grow at the end
            <tr key={index}>
              <td>
                <RelativeTime at={decision.timestamp} />
              </td>
              <td>
                <StateBadge type={decision.from_type} name={decision.from_name} still />
              </td>
              <td>
                <StateBadge type={decision.to_type} name={decision.to_name} still />
              </td>
              <td>{VERDICTS[decision.verdict]}</td>
              <td className="grow">
                {decision.reason}
                <div className="cell-note mono">{decision.fired.join(', ')}</div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
