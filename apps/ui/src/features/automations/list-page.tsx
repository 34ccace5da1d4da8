// automations: the list, with a switch for each.
import type { Automation } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { client, useChange } from '../../api/index.ts';
import { EditActions } from '../../ui/edit-actions.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Page } from '../../ui/page.tsx';
import { Pagination } from '../../ui/pagination.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Table } from '../../ui/table.tsx';
import { TagList } from '../../ui/tag-list.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { EnabledSwitch } from './enabled-switch.tsx';
import { AutomationForm } from './lazy-form.tsx';
import { AUTOMATIONS_PAGE_SIZE, automationsQuery, firingsQuery } from './queries.ts';
import { triggerText } from './trigger-text.ts';

export function AutomationsPage() {
  const [search, setSearch] = useSearchParams();
  const [, go] = useLocation();
  const [isMaking, setMaking] = useState(false);
  const page = Math.max(1, Number.parseInt(search.get('page') ?? '1', 10) || 1);
  const automations = useQuery(automationsQuery(page));
  return (
    <Page
      title="Automations"
      actions={
        <button type="button" className="button-primary" onClick={() => setMaking(true)}>
          New automation
        </button>
      }
    >
      {isMaking && (
        <AutomationForm automation={null} onClose={() => setMaking(false)} onSaved={(id) => go(`/automations/${id}`)} />
      )}
      <QueryView query={automations} rows={4}>
        {(data) =>
          data.automations.length === 0 ? (
            <EmptyState title="There is no automation yet.">
              <p>
                An automation does something when something happens, or when it does not: runs, cancels, pauses,
                notifies.
              </p>
            </EmptyState>
          ) : (
            <div className="stack-tight">
              <AutomationTable automations={data.automations} />
              <Pagination
                page={page}
                pages={Math.max(1, Math.ceil(data.count / AUTOMATIONS_PAGE_SIZE))}
                count={data.count}
                noun={data.count === 1 ? 'automation' : 'automations'}
                onChange={(next) => setSearch(next > 1 ? { page: String(next) } : {})}
              />
            </div>
          )
        }
      </QueryView>
    </Page>
  );
}

function AutomationTable({ automations }: { automations: readonly Automation[] }) {
  const firings = useQuery(firingsQuery(automations.map(({ id }) => id)));
  const remove = useChange([['automations']], ({ id }: Automation) => client.automations.delete({ params: { id } }));
  return (
    <>
      {remove.error && <ErrorPanel error={remove.error} />}
      <Table
        label="Automations"
        rows={automations}
        keyOf={({ id }) => id}
        columns={[
          {
            head: 'Name',
            place: 'grow',
            cell: ({ id, name, description, tags }) => (
              <>
                <div className="row">
                  <Link href={`/automations/${id}`} className="cell-title">
                    {name}
                  </Link>
                  <TagList tags={tags} />
                </div>
                {description !== '' && <div className="cell-note">{description}</div>}
              </>
            ),
          },
          { head: 'Trigger', place: 'grow', cell: ({ trigger }) => triggerText(trigger).text },
          {
            head: 'Last fired',
            cardLabel: 'Last fired',
            cell: ({ id }) => <RelativeTime at={firings.data?.get(id)?.last ?? null} none="not lately" />,
          },
          { head: 'On', cell: (automation) => <EnabledSwitch automation={automation} /> },
          {
            head: 'Actions',
            isHeadHidden: true,
            place: 'end',
            cell: (automation) => (
              <EditActions name={automation.name} onDelete={() => remove.mutate(automation)}>
                What it waits for is no longer acted on. To stop it for a while, switch it off.
              </EditActions>
            ),
          },
        ]}
      />
    </>
  );
}
