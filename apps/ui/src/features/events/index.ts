// events: what other features may use.
export { EventTable } from './event-table.tsx';
export { eventsHref } from './filter.ts';
