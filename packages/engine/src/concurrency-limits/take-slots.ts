// engine: taking slots of limits, all or none; who finds them taken waits a while to be woken.
import {
  ApiError,
  type ConcurrencyLimitId,
  LeaseId,
  type MinimalConcurrencyLimitResponse,
  type Timestamp,
} from '@signalbox/contract';
import { addSeconds, newId, secondsBetween } from '@signalbox/core';
import { findConcurrencyLimitsByName, insertHeldSlots, type StoredLimit } from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { releaseSlotLease } from './give-back-slots.ts';
import { freeAt, type Holding, occupancyOf, slotRows } from './occupancy.ts';

/** Seconds to ask again after when nothing says when a slot comes free; each asker gets another number. */
const ASK_AGAIN_SECONDS = { least: 0.2, most: 1 };

export interface SlotRequest {
  /** Names without a limit are free. */
  readonly names: readonly string[];
  /** Slots of each limit. */
  readonly slots: number;
  /** `rate_limit` refuses limits whose slots do not decay. */
  readonly mode: 'concurrency' | 'rate_limit';
  /** null: taken until they are given back by number. */
  readonly lease: { readonly duration_seconds: number; readonly holder: Record<string, unknown> | null } | null;
}

export interface TakenSlots {
  /** null without a lease. */
  readonly lease_id: LeaseId | null;
  /** All limits that had one of the names. */
  readonly limits: readonly MinimalConcurrencyLimitResponse[];
}

interface Refusal {
  readonly limit: StoredLimit;
  readonly free_at: Timestamp | null;
}

function refuseImpossible(limits: readonly StoredLimit[], { slots, mode }: SlotRequest): void {
  const small = limits.find(({ limit }) => limit < slots);
  if (small) {
    throw new ApiError(
      'unprocessable',
      `Slots asked for: ${slots}; the concurrency limit '${small.name}' has ${small.limit} in all. Ask for fewer, or raise it.`,
    );
  }
  const lasting = limits.filter(({ slot_decay_per_second }) => slot_decay_per_second === 0);
  if (mode === 'concurrency' || lasting.length === 0) return;
  const names = lasting.map(({ name }) => `'${name}'`).join(', ');
  throw new ApiError(
    'unprocessable',
    `Only limits whose slots decay can limit a rate; these have no slot_decay_per_second: ${names}.`,
  );
}

async function tryToTake(unit: Unit, request: SlotRequest): Promise<TakenSlots | Refusal> {
  const found = await findConcurrencyLimitsByName(unit.transaction, request.names);
  const limits = found.map(({ id, name, limit }) => ({ id, name, limit }));
  const active = found.filter((limit) => limit.active);
  refuseImpossible(active, request);
  const occupancies = [];
  for (const limit of active) occupancies.push(await occupancyOf(unit, limit));
  const full = occupancies.find(({ limit, taken }) => taken + request.slots > limit.limit);
  if (full) return { limit: full.limit, free_at: freeAt(full, request.slots) };
  const holding = request.lease && holdingFor(unit, request.lease);
  const rows = occupancies.flatMap((occupancy) => slotRows(unit, occupancy, request.slots, holding));
  // A lease must be there to be renewed, even if it holds nothing, or nothing that lasts.
  if (holding && rows.every((row) => row.decays)) rows.push(emptyRow(unit, holding));
  if (rows.length > 0) await insertHeldSlots(unit.transaction, rows);
  unit.afterCommit(() => unit.wakeUps.wake('service:expired-slots'));
  return { lease_id: holding?.lease_id ?? null, limits };
}

function holdingFor({ now }: Unit, lease: NonNullable<SlotRequest['lease']>): Holding {
  const expires_at = addSeconds(now, lease.duration_seconds);
  return { lease_id: LeaseId.parse(newId()), holder: lease.holder, expires_at };
}

const emptyRow = ({ now }: Unit, holding: Holding) => ({
  ...holding,
  id: newId(),
  created: now,
  concurrency_limit_id: null,
  slots: 0,
});

function slotsTaken(now: Timestamp, { limit, free_at }: Refusal): ApiError {
  const { least, most } = ASK_AGAIN_SECONDS;
  const decays = limit.slot_decay_per_second > 0 && free_at !== null;
  const retry_after_seconds = decays
    ? Math.max(secondsBetween(now, free_at), 0)
    : least + Math.random() * (most - least);
  return new ApiError('slots_taken', `The slots of the concurrency limit '${limit.name}' are taken.`, {
    retry_after_seconds: Math.max(least / 10, Math.round(retry_after_seconds * 1_000) / 1_000),
  });
}

const topicOf = (id: ConcurrencyLimitId) => `slots:${id}` as const;

/**
 * Takes slots of every limit that has one of the names; waits up to `slot_wait_seconds` while they are taken.
 * @param signal aborts when the asker is gone: it then takes nothing, and gives back what it has just got by lease
 * @throws ApiError `slots_taken`, or `unprocessable` when it can never succeed
 */
export async function takeSlots(engine: Engine, request: SlotRequest, signal: AbortSignal): Promise<TakenSlots> {
  const give_up_at = addSeconds(engine.clock(), engine.settings.slot_wait_seconds);
  for (;;) {
    let woken = Promise.resolve();
    const answer = await engine.write(async (unit) => {
      const outcome = await tryToTake(unit, request);
      if ('lease_id' in outcome) return outcome;
      const until = outcome.free_at === null || outcome.free_at > give_up_at ? give_up_at : outcome.free_at;
      const wait_ms = Math.ceil(secondsBetween(unit.now, until) * 1_000);
      // Listening starts with the commit itself: who gives slots back in the next unit is not missed.
      unit.afterCommit(() => {
        if (wait_ms > 0) woken = engine.wakeUps.wait(topicOf(outcome.limit.id), wait_ms, signal);
      });
      return outcome;
    });
    if ('lease_id' in answer) {
      if (signal.aborted && answer.lease_id) await releaseSlotLease(engine, answer.lease_id);
      return answer;
    }
    await woken;
    const now = engine.clock();
    if (signal.aborted || now >= give_up_at) throw slotsTaken(now, answer);
  }
}
