// worker: the environment that a run's process gets beside the worker's own.
import type { Connection } from '@signalbox/client';
import type { Claim, ClaimedRun } from './claim.ts';

/** The names by which the process finds its lease: see the heartbeats of the SDK. */
const LEASE_HOLDER = 'SIGNALBOX_LEASE_HOLDER';
const FENCING_NUMBER = 'SIGNALBOX_FENCING_NUMBER';

function credentials({ headers, websocket_token }: Connection): Record<string, string> {
  if (websocket_token === null) return {};
  return headers.authorization?.startsWith('Bearer ')
    ? { PREFECT_API_KEY: websocket_token, SIGNALBOX_API_KEY: websocket_token }
    : { PREFECT_API_AUTH_STRING: websocket_token, SIGNALBOX_API_AUTH_STRING: websocket_token };
}

export function runEnvironment(connection: Connection, run: ClaimedRun, { lease }: Claim): Record<string, string> {
  return {
    PREFECT_API_URL: connection.api_url,
    SIGNALBOX_API_URL: connection.api_url,
    PREFECT__FLOW_RUN_ID: run.id,
    // Otherwise the last lines of a Python process that is killed stay in its buffer.
    PYTHONUNBUFFERED: '1',
    ...credentials(connection),
    ...(lease === null ? {} : { [LEASE_HOLDER]: lease.holder, [FENCING_NUMBER]: String(lease.fencing_number) }),
  };
}
