// concurrency limits: the list with the slots that are taken.
import type { GlobalConcurrencyLimitResponse } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { client, useChange } from '../../api/index.ts';
import { Command } from '../../ui/command.tsx';
import { EditActions } from '../../ui/edit-actions.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Slots } from '../../ui/slots.tsx';
import { Switch } from '../../ui/switch.tsx';
import { Table } from '../../ui/table.tsx';
import { LimitForm } from './limit-form.tsx';
import { concurrencyLimitsQuery } from './queries.ts';

type Limit = GlobalConcurrencyLimitResponse;
type Editing = { readonly limit: Limit | null };

export function ConcurrencyLimitsPage() {
  const limits = useQuery(concurrencyLimitsQuery);
  const [editing, setEditing] = useState<Editing | null>(null);
  return (
    <Page
      title="Concurrency limits"
      actions={
        <button type="button" className="button-primary" onClick={() => setEditing({ limit: null })}>
          New limit
        </button>
      }
    >
      {editing && <LimitForm key={editing.limit?.id ?? 'new'} limit={editing.limit} onClose={() => setEditing(null)} />}
      <QueryView query={limits} rows={3}>
        {(data) =>
          data.length === 0 ? (
            <EmptyState title="There is no concurrency limit yet.">
              <p>A limit keeps more than a number of runs, tasks or calls from going on at once.</p>
              <Command text="prefect gcl create database --limit 5" />
            </EmptyState>
          ) : (
            <LimitTable limits={data} onEdit={(limit) => setEditing({ limit })} />
          )
        }
      </QueryView>
    </Page>
  );
}

interface LimitTableProps {
  readonly limits: readonly Limit[];
  readonly onEdit: (limit: Limit) => void;
}

function LimitTable({ limits, onEdit }: LimitTableProps) {
  const outdated = [['concurrency_limits']];
  const turn = useChange(outdated, ({ limit, active }: { limit: Limit; active: boolean }) =>
    client.concurrency_limits.update({ params: { id_or_name: limit.id }, body: { active } }),
  );
  const remove = useChange(outdated, ({ id }: Limit) =>
    client.concurrency_limits.delete({ params: { id_or_name: id } }),
  );
  return (
    <>
      {turn.error && <ErrorPanel error={turn.error} />}
      {remove.error && <ErrorPanel error={remove.error} />}
      <Table
        label="Concurrency limits"
        rows={limits}
        keyOf={({ id }) => id}
        columns={[
          { head: 'Limit', place: 'grow', cell: ({ name }) => <span className="cell-title">{name}</span> },
          { head: 'Slots', cell: ({ active_slots, limit }) => <Slots taken={active_slots} limit={limit} /> },
          {
            head: 'Given back by time',
            cell: ({ slot_decay_per_second }) =>
              slot_decay_per_second > 0 ? `${slot_decay_per_second} a second` : <span className="faint">no</span>,
          },
          {
            head: 'On',
            cell: (limit) => (
              <Switch
                label={`Limit ${limit.name}`}
                on={limit.active}
                disabled={turn.isPending}
                onChange={(active) => turn.mutate({ limit, active })}
              />
            ),
          },
          {
            head: 'Actions',
            isHeadHidden: true,
            place: 'end',
            cell: (limit) => (
              <EditActions name={limit.name} onEdit={() => onEdit(limit)} onDelete={() => remove.mutate(limit)}>
                What it held back goes on without a limit.
              </EditActions>
            ),
          },
        ]}
      />
    </>
  );
}
