// worker: what the server can do beyond Prefect's API.
import { type Client, NotFoundError } from '@signalbox/client';

export interface Capabilities {
  /** The server holds the request for work until a run is due. */
  readonly wait_for_work: boolean;
  /** The server keeps leases on flow runs. */
  readonly leases: boolean;
}

export async function readCapabilities(client: Client, signal: AbortSignal): Promise<Capabilities> {
  try {
    const { wait_for_work, leases } = await client.server.capabilities({}, { signal });
    return { wait_for_work, leases };
  } catch (error) {
    if (error instanceof NotFoundError) return { wait_for_work: false, leases: false };
    throw error;
  }
}
