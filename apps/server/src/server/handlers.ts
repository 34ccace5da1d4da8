// server: answers about the server itself.
import { ApiError } from '@signalbox/contract';
import { sql } from 'kysely';
import type { HandlersOf } from '../http/handler.ts';
import { version } from '../version.ts';

/** The API version that this server speaks. */
const API_VERSION = '0.8.4';

export const server: HandlersOf<'server'> = {
  health: async () => ({ status: 200, body: true }),
  version: async () => ({ status: 200, body: API_VERSION }),
  hello: async () => ({ status: 200, body: '👋' }),
  ready: async (_request, { engine }) => {
    try {
      await sql`select 1 from flows limit 1`.execute(engine.store.read);
    } catch (error) {
      throw new ApiError(
        'storage_unavailable',
        `The database does not answer: ${error instanceof Error ? error.message : String(error)}`,
      );
    }
    const trouble = engine.services.trouble();
    if (trouble !== null) throw new ApiError('storage_unavailable', trouble);
    return { status: 200, body: { message: 'OK' } };
  },
  capabilities: async () => ({ status: 200, body: { version, wait_for_work: true, leases: true } }),
};
