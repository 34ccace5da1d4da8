// flow runs: why a run is where it is: every decision on it, with the rules that fired.
import { NotFoundError } from '@signalbox/client';
import type { Decision } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Outcome } from '../../ui/outcome.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Table } from '../../ui/table.tsx';
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
    <Table
      label="Decisions"
      rows={decisions}
      // Decisions have no id and only grow at the end.
      keyOf={(_decision, index) => index}
      columns={[
        { head: 'When', cell: ({ timestamp }) => <RelativeTime at={timestamp} /> },
        { head: 'From', cell: ({ from_type, from_name }) => <StateBadge type={from_type} name={from_name} still /> },
        { head: 'To', cell: ({ to_type, to_name }) => <StateBadge type={to_type} name={to_name} still /> },
        { head: 'Was', cell: ({ verdict }) => VERDICTS[verdict] },
        {
          head: 'Because',
          place: 'grow',
          cell: ({ reason, fired }) => (
            <>
              {reason}
              <div className="cell-note mono">{fired.join(', ')}</div>
            </>
          ),
        },
      ]}
    />
  );
}
