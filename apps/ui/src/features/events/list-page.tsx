// events: the list, live, with its filters, which live in the URL.
import { useSearchParams } from 'wouter';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Page } from '../../ui/page.tsx';
import { Skeleton } from '../../ui/query-view.tsx';
import { EventTable } from './event-table.tsx';
import './events.css';
import { type EventListFilter, filterFromSearch, isOpenEnded, searchFromFilter } from './filter.ts';
import { FilterBar } from './filter-bar.tsx';
import { type Events, useEvents } from './use-events.ts';

export function EventsPage() {
  const [search, setSearch] = useSearchParams();
  const filter = filterFromSearch(search);
  const change = (part: Partial<EventListFilter>): void =>
    setSearch(searchFromFilter({ ...filter, ...part }), { replace: true });
  const request = searchFromFilter(filter).toString();
  return (
    <Page title="Events">
      <FilterBar filter={filter} onChange={change} />
      {/* Another filter is another list: nothing of the last one is shown as if it matched. */}
      <EventList key={request} request={request} isLive={isOpenEnded(filter, Date.now())} />
    </Page>
  );
}

function EventList({ request, isLive }: { request: string; isLive: boolean }) {
  const events = useEvents(request);
  if (events.events.length === 0 && events.isLoading) return <Skeleton rows={10} />;
  return (
    <div className="stack-tight">
      {events.error !== null && <ErrorPanel error={events.error} onRetry={events.resume} />}
      <EventBar events={events} isLive={isLive} />
      {events.events.length > 0 && <EventTable events={events.events} label="Events" />}
      {events.events.length === 0 && events.error === null && (
        <EmptyState title="No event matches.">
          <p>Choose a longer time or fewer filters. {isLive && 'What happens from now on appears here by itself.'}</p>
        </EmptyState>
      )}
      {events.hasOlder && (
        <button type="button" className="button" disabled={events.isLoading} onClick={() => void events.loadOlder()}>
          {events.isLoading ? 'Loading' : 'Show older events'}
        </button>
      )}
    </div>
  );
}

function EventBar({ events, isLive }: { events: Events; isLive: boolean }) {
  const { total, isPaused, waiting } = events;
  return (
    <div className="event-bar">
      <span className="faint" role="status">
        {total.toLocaleString('en')} {total === 1 ? 'event' : 'events'}
        {waiting > 0 && `, ${waiting.toLocaleString('en')} of them new and not shown`}
      </span>
      {isLive && (
        <button type="button" className="button" onClick={isPaused ? events.resume : events.pause}>
          {isPaused ? 'Go on' : 'Pause'}
        </button>
      )}
    </div>
  );
}
