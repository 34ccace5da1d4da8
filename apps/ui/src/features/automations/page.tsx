// automations: the page of one.
import type { Automation } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import { client, useChange } from '../../api/index.ts';
import { ConfirmButton } from '../../ui/confirm-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { TagList } from '../../ui/tag-list.tsx';
import { RelativeTime } from '../../ui/time.tsx';
import { EventTable, eventsHref } from '../events/index.ts';
import './automations.css';
import { EnabledSwitch } from './enabled-switch.tsx';
import { ActionsInWords, TriggerInWords } from './in-words.tsx';
import { AutomationForm } from './lazy-form.tsx';
import { automationQuery, deedsQuery, firingsQuery } from './queries.ts';

const CRUMBS = [{ label: 'Automations', href: '/automations' }];

export function AutomationPage({ id }: { id: string }) {
  const automation = useQuery(automationQuery(id));
  if (automation.data) return <LoadedAutomation automation={automation.data} />;
  return (
    <Page title="Automation" crumbs={CRUMBS}>
      <QueryView query={automation} rows={6}>
        {() => null}
      </QueryView>
    </Page>
  );
}

function LoadedAutomation({ automation }: { automation: Automation }) {
  const [, go] = useLocation();
  const [isEditing, setEditing] = useState(false);
  const remove = useChange([['automations', 'page']], async () => {
    await client.automations.delete({ params: { id: automation.id } });
    go('/automations');
  });
  return (
    <Page
      title={automation.name}
      crumbs={CRUMBS}
      sign={<EnabledSwitch automation={automation} />}
      actions={
        <>
          <button type="button" className="button" onClick={() => setEditing(true)}>
            Edit
          </button>
          <ConfirmButton label="Delete" question={`Delete ${automation.name}?`} onConfirm={() => remove.mutate()}>
            <p>What it waits for is no longer acted on. To stop it for a while, switch it off.</p>
          </ConfirmButton>
        </>
      }
    >
      {remove.error && <ErrorPanel error={remove.error} />}
      {isEditing && (
        <AutomationForm automation={automation} onClose={() => setEditing(false)} onSaved={() => setEditing(false)} />
      )}
      <Facts automation={automation} />
      <Section title="Trigger">
        <div className="panel">
          <TriggerInWords trigger={automation.trigger} />
        </div>
      </Section>
      <Section title="Actions">
        <div className="panel">
          <ActionsInWords actions={[...automation.actions, ...automation.actions_on_trigger]} />
        </div>
      </Section>
      <Deeds id={automation.id} />
      <Section title="As JSON">
        <details>
          <summary>Show</summary>
          <JsonView label="Automation as JSON" value={automation} />
        </details>
      </Section>
    </Page>
  );
}

function Facts({ automation }: { automation: Automation }) {
  const firings = useQuery(firingsQuery([automation.id])).data?.get(automation.id);
  return (
    <div className="panel">
      <KeyValues
        entries={[
          ...(automation.description === '' ? [] : ([['Description', automation.description]] as const)),
          ['Last fired', <RelativeTime key="fired" at={firings?.last ?? null} none="not lately" />],
          ['Firings that are remembered', firings?.count ?? 0],
          ['Tags', automation.tags.length === 0 ? null : <TagList key="tags" tags={automation.tags} />],
          ['Created', <RelativeTime key="created" at={automation.created} />],
          ['Updated', <RelativeTime key="updated" at={automation.updated} />],
        ]}
      />
    </div>
  );
}

function Deeds({ id }: { id: string }) {
  const deeds = useQuery(deedsQuery(id));
  return (
    <Section title="What it did" aside={<Link href={eventsHref(`prefect.automation.${id}`)}>All its events</Link>}>
      <QueryView query={deeds} rows={3}>
        {(events) =>
          events.length === 0 ? (
            <EmptyState title="It has not fired lately.">
              <p>Each firing appears here, with what came of its actions.</p>
            </EmptyState>
          ) : (
            <EventTable events={events} label="What it did" isOfOne />
          )
        }
      </QueryView>
    </Section>
  );
}
