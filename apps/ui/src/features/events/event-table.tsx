// events: the rows.
import type { ReceivedEvent } from '@signalbox/contract';
import { Link } from 'wouter';
import { type Column, Table } from '../../ui/table.tsx';
import { clockTime, exactTime } from '../../ui/time-format.ts';
import { keepEvent } from './queries.ts';
import { resourceText } from './resource-link.ts';
import { ResourceName } from './resource-name.tsx';
import './events.css';

function EventTime({ at }: { at: string }) {
  const date = new Date(at);
  const seconds = `:${String(date.getSeconds()).padStart(2, '0')}`;
  return (
    <time dateTime={at} title={exactTime(date)} className="number">
      {clockTime(date, new Date())}
      {seconds}
    </time>
  );
}

const RELATED_SHOWN = 3;

/** What it has to do with, as far as that has a name and a page. */
function Related({ event }: { event: ReceivedEvent }) {
  const named = event.related.map(resourceText).filter(({ name, href }) => name !== null && href !== null);
  return named.slice(0, RELATED_SHOWN).map(({ id, name, kind, role, href }) => (
    <Link key={`${role} ${id}`} href={href ?? ''} className="event-related" title={kind}>
      {name}
    </Link>
  ));
}

interface EventTableProps {
  readonly events: readonly ReceivedEvent[];
  readonly label: string;
  /** All are about one resource, which need not be named in every row. */
  readonly isOfOne?: boolean;
}

export function EventTable({ events, label, isOfOne = false }: EventTableProps) {
  const resource: Column<ReceivedEvent> = {
    head: 'Resource',
    place: 'grow',
    cell: (event) => <ResourceName resource={event.resource} />,
  };
  return (
    <Table
      label={label}
      rows={events}
      keyOf={({ id }) => id}
      className="event-table"
      columns={[
        { head: 'Occurred', cell: ({ occurred }) => <EventTime at={occurred} /> },
        {
          head: 'Event',
          cell: (event) => (
            <Link href={`/events/${event.id}`} className="event-name" onClick={() => keepEvent(event)}>
              {event.event}
            </Link>
          ),
        },
        ...(isOfOne ? [] : [resource]),
        {
          head: 'Related',
          cardLabel: 'Related',
          cell: (event) => <Related event={event} />,
        },
      ]}
    />
  );
}
