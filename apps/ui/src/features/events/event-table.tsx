// events: the rows.
import type { ReceivedEvent } from '@signalbox/contract';
import { Link } from 'wouter';
import { Table } from '../../ui/table.tsx';
import { clockTime, exactTime } from '../../ui/time-format.ts';
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

export function EventTable({ events, label }: { events: readonly ReceivedEvent[]; label: string }) {
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
          cell: ({ id, event }) => (
            <Link href={`/events/${id}`} className="event-name">
              {event}
            </Link>
          ),
        },
        { head: 'Resource', place: 'grow', cell: ({ resource }) => <ResourceName resource={resource} /> },
        {
          head: 'Related',
          cardLabel: 'Related',
          cell: ({ related }) => <span className="faint number">{related.length === 0 ? '' : related.length}</span>,
        },
      ]}
    />
  );
}
