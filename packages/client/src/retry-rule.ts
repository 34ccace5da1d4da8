// client: which requests may be sent twice. One rule for each kind of doubt, read from the route alone.
import type { RouteEntry } from './route-table.ts';

/** POSTs that change nothing, or that end in the same state however often they arrive. */
const REPEATABLE_VERBS: ReadonlySet<string> = new Set([
  'filter',
  'filter_latest',
  'count',
  'count_latest',
  'paginate',
  'history',
  'concurrency_status',
  'queue_concurrency_status',
  'get_scheduled_flow_runs',
  'get_runs',
  'heartbeat',
  'renew',
  'renew_lease',
  'claim',
  'release',
  'decrement_with_lease',
]);

/** POSTs that the server matches with what it has: by name, key, checksum or id. */
const REPEATABLE_ROUTES: ReadonlySet<string> = new Set([
  'flows.create',
  'task_runs.create',
  'deployments.create',
  'deployments.pause',
  'deployments.resume',
  'deployments.schedule',
  'block_schemas.create',
  'block_types.install_system_block_types',
  'events.create',
  // A line that comes twice is better than a line that is lost.
  'logs.create',
]);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function carriesKey(body: unknown): boolean {
  if (!isRecord(body)) return false;
  if (typeof body.idempotency_key === 'string') return true;
  const details = isRecord(body.state) ? body.state.state_details : undefined;
  return isRecord(details) && typeof details.transition_id === 'string';
}

/** Whether the request may be sent again when nobody knows if the first one arrived. */
export function isRepeatable(route: RouteEntry, body: unknown): boolean {
  if (route.method !== 'POST') return true;
  const verb = route.id.slice(route.id.indexOf('.') + 1);
  return REPEATABLE_VERBS.has(verb) || REPEATABLE_ROUTES.has(route.id) || carriesKey(body);
}

/** The server says that it did nothing and that a later try may succeed. */
const DID_NOTHING: ReadonlySet<number> = new Set([429, 503]);
/** Someone on the way gave up; the request may have arrived. */
const IN_DOUBT: ReadonlySet<number> = new Set([408, 502]);

export function isRetriedStatus(status: number, repeatable: boolean): boolean {
  return DID_NOTHING.has(status) || (repeatable && IN_DOUBT.has(status));
}

const NEVER_SENT: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return codeOf(error.cause);
}

export function isRetriedFailure(error: unknown, repeatable: boolean): boolean {
  return repeatable || NEVER_SENT.has(codeOf(error) ?? '');
}
