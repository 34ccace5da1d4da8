// events: the page of one event.
import type { ReceivedEvent } from '@signalbox/contract';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';
import { JsonView } from '../../ui/json-view.tsx';
import { KeyValues } from '../../ui/key-values.tsx';
import { Page, Section } from '../../ui/page.tsx';
import { QueryView } from '../../ui/query-view.tsx';
import { Table } from '../../ui/table.tsx';
import { ExactTime } from '../../ui/time.tsx';
import './events.css';
import { eventsHref } from './filter.ts';
import { eventQuery } from './queries.ts';
import { resourceText } from './resource-link.ts';
import { ResourceName } from './resource-name.tsx';

export function EventPage({ id }: { id: string }) {
  const event = useQuery(eventQuery(id));
  return (
    <Page title={event.data?.event ?? 'Event'} crumbs={[{ label: 'Events', href: '/events' }]}>
      <QueryView query={event} rows={6}>
        {(data) =>
          data === null ? (
            <EmptyState title="There is no event of this id.">
              <p>The server forgets events after some days.</p>
            </EmptyState>
          ) : (
            <EventFacts event={data} />
          )
        }
      </QueryView>
    </Page>
  );
}

function EventFacts({ event }: { event: ReceivedEvent }) {
  const { id } = resourceText(event.resource);
  return (
    <div className="stack">
      <div className="panel">
        <KeyValues
          entries={[
            ['Resource', <ResourceName key="resource" resource={event.resource} />],
            ['Occurred', <ExactTime key="occurred" at={event.occurred} />],
            ['Received', <ExactTime key="received" at={event.received} />],
            ['Id', <code key="id">{event.id}</code>],
            [
              'Follows',
              event.follows === null ? null : (
                <Link key="follows" href={`/events/${event.follows}`}>
                  the event before it
                </Link>
              ),
            ],
          ]}
        />
      </div>
      <Section title="Labels" aside={<Link href={eventsHref(id)}>Events of this resource</Link>}>
        <JsonView label="Labels of the resource" value={event.resource} />
      </Section>
      <Section title="Related resources">
        {event.related.length === 0 ? <p className="faint">None.</p> : <Related related={event.related} />}
      </Section>
      <Section title="Payload">
        {Object.keys(event.payload).length === 0 ? (
          <p className="faint">It carries none.</p>
        ) : (
          <JsonView label="Payload" value={event.payload} />
        )}
      </Section>
    </div>
  );
}

function Related({ related }: { related: ReceivedEvent['related'] }) {
  return (
    <Table
      label="Related resources"
      rows={related}
      // The same resource may be there in several roles.
      keyOf={(_, index) => index}
      columns={[
        { head: 'Role', cell: (resource) => resourceText(resource).role ?? '' },
        { head: 'Resource', place: 'grow', cell: (resource) => <ResourceName resource={resource} /> },
      ]}
    />
  );
}
