// concurrency limits: the list with the slots that are taken.
import type { GlobalConcurrencyLimitResponse } from '@signalbox/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { client } from '../../api/index.ts';
import { Command } from '../../ui/command.tsx';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Page } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Slots } from '../../ui/slots.tsx';
import { Switch } from '../../ui/switch.tsx';
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
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['concurrency_limits'] });
  const turn = useMutation({
    mutationFn: ({ limit, active }: { limit: Limit; active: boolean }) =>
      client.concurrency_limits.update({ params: { id_or_name: limit.id }, body: { active } }),
    onSettled,
  });
  const remove = useMutation({
    mutationFn: (limit: Limit) => client.concurrency_limits.delete({ params: { id_or_name: limit.id } }),
    onSettled,
  });
  return (
    <>
      {turn.error && <ErrorPanel error={turn.error} />}
      {remove.error && <ErrorPanel error={remove.error} />}
      <div className="table-frame">
        <table className="table table-cards" aria-label="Concurrency limits">
          <thead>
            <tr>
              <th>Limit</th>
              <th>Slots</th>
              <th>Given back by time</th>
              <th>On</th>
              <th>
                <span className="hidden-visually">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {limits.map((limit) => (
              <tr key={limit.id}>
                <td className="grow cell-title">{limit.name}</td>
                <td>
                  <Slots taken={limit.active_slots} limit={limit.limit} />
                </td>
                <td>
                  {limit.slot_decay_per_second > 0 ? (
                    `${limit.slot_decay_per_second} a second`
                  ) : (
                    <span className="faint">no</span>
                  )}
                </td>
                <td>
                  <Switch
                    label={`Limit ${limit.name}`}
                    on={limit.active}
                    disabled={turn.isPending}
                    onChange={(active) => turn.mutate({ limit, active })}
                  />
                </td>
                <td className="end">
                  <button
                    type="button"
                    className="button-quiet"
                    aria-label={`Edit ${limit.name}`}
                    onClick={() => onEdit(limit)}
                  >
                    Edit
                  </button>
                  <ConfirmButton
                    label="Delete"
                    question={`Delete ${limit.name}?`}
                    quiet
                    onConfirm={() => remove.mutate(limit)}
                  >
                    <p>What it held back goes on without a limit.</p>
                  </ConfirmButton>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
