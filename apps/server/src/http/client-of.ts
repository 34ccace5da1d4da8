// server: who asks, as the headers tell.
import type { IncomingHttpHeaders } from 'node:http';
import { FENCING_NUMBER_HEADER } from '@signalbox/contract';
import { type Client, clientFromHeaders } from '@signalbox/core';

export const clientOf = (headers: IncomingHttpHeaders): Client =>
  clientFromHeaders(headers['user-agent'] ?? null, headers['x-prefect-api-version']?.toString() ?? null);

/** The number of the caller's lease; null when it sends none. */
export function fencingNumberOf(headers: IncomingHttpHeaders): number | null {
  const value = Number(headers[FENCING_NUMBER_HEADER]?.toString() ?? Number.NaN);
  return Number.isSafeInteger(value) ? value : null;
}
