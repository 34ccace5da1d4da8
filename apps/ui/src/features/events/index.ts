// events: what other features may use.
export { EventTable } from './event-table.tsx';
