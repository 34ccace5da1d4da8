// store: which of several servers does the work of a background service.
import type { Timestamp } from '@signalbox/contract';
import type { Transaction } from 'kysely';
import type { Database } from '../database.ts';

export interface ServiceTurnRow {
  service: string;
  /** The server whose turn it is. */
  holder: string;
  /** From then on any other may take it: the holder may have died. */
  expires_at: Timestamp;
}

/** Takes or keeps the turn of a service; false while it is another server's. */
export async function takeServiceTurn(
  transaction: Transaction<Database>,
  turn: ServiceTurnRow,
  now: Timestamp,
): Promise<boolean> {
  const row = await transaction
    .insertInto('service_turns')
    .values(turn)
    .onConflict((conflict) =>
      conflict
        .column('service')
        .doUpdateSet({ holder: turn.holder, expires_at: turn.expires_at })
        .where(({ or, eb }) =>
          or([eb('service_turns.holder', '=', turn.holder), eb('service_turns.expires_at', '<=', now)]),
        ),
    )
    .returning('holder')
    .executeTakeFirst();
  return row !== undefined;
}
