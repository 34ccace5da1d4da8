// work pools: what other features may use.
export { workPoolsQuery } from './queries.ts';
