// engine: what triggers make of the events that happened, and of the time that has passed.
import type { Event, EventTrigger, ReceivedEvent, Timestamp } from '@signalbox/contract';
import { addSeconds, type Bucket, eventTriggersIn, hasEnded, keyFor, onEnd, onEvent, triggerId } from '@signalbox/core';
import {
  deleteBucket,
  findBucket,
  firstUnreadReceived,
  listEnabledAutomations,
  listEndedBuckets,
  markEventsRead,
  putBucket,
  type StoredAutomation,
  type UnreadEvents,
  unreadEvents,
} from '@signalbox/store';
import type { Engine, Unit } from '../engine.ts';
import { TRIGGERS } from './automations.ts';
import { fire } from './fire.ts';

/** Events read in one commit, and windows ended in one. */
const EVENTS_PER_COMMIT = 500;
const WINDOWS_PER_COMMIT = 100;

/** What happens to an automation itself. */
const ABOUT_AUTOMATIONS = 'prefect.automation.';

/**
 * An automation that waits for anything at all does not wait for what automations do, and none for what comes of
 * itself: it would set itself off for ever.
 */
function mayCount({ id }: StoredAutomation, trigger: EventTrigger, event: Event): boolean {
  if (!event.event.startsWith(ABOUT_AUTOMATIONS)) return true;
  return trigger.expect.length > 0 && event.resource['prefect.resource.id'] !== `${ABOUT_AUTOMATIONS}${id}`;
}

interface Concern {
  readonly automation: StoredAutomation;
  readonly trigger: EventTrigger;
  readonly key: string[];
  readonly event: ReceivedEvent;
}

/** Each event with each trigger that looks at it, in the order of the events. */
function concernsOf(automations: readonly StoredAutomation[], events: readonly ReceivedEvent[]): Concern[] {
  const triggers = automations.flatMap((automation) =>
    eventTriggersIn(automation.trigger).map((trigger) => ({ automation, trigger })),
  );
  return events.flatMap((event) =>
    triggers.flatMap(({ automation, trigger }) => {
      if (event.received < automation.watching_since || !mayCount(automation, trigger, event)) return [];
      const key = keyFor(trigger, event);
      return key === null ? [] : [{ automation, trigger, key, event }];
    }),
  );
}

/**
 * Seconds that windows stay open after their end where several servers write: an event that one of them received in time
 * may come to light a moment later.
 */
const SHARED_GRACE_SECONDS = 1;

export const graceSeconds = ({ store }: Engine): number => (store.broadcast === null ? 0 : SHARED_GRACE_SECONDS);

/** Counts the next events, and ends the windows that are over and whose events are all counted. */
export async function watchEvents(engine: Engine): Promise<void> {
  const { read } = engine.store;
  const unread = await unreadEvents(read, TRIGGERS, EVENTS_PER_COMMIT);
  if (unread === null) return;
  if (unread.events.length > 0) await countEvents(engine, unread);
  await endWindows(engine);
}

function countEvents(engine: Engine, unread: UnreadEvents): Promise<void> {
  return engine.write(async (unit) => {
    // Marked and counted in one commit: no event counts twice, whoever else reads, and none is lost.
    if (!(await markEventsRead(unit.transaction, TRIGGERS, unread))) return;
    for (const concern of concernsOf(await listEnabledAutomations(unit.transaction), unread.events))
      await countEvent(unit, concern);
  });
}

const shown = ({ received: _received, ...event }: ReceivedEvent): Event => event;

async function countEvent(unit: Unit, { automation, trigger, key, event }: Concern): Promise<void> {
  const place = { automation_id: automation.id, trigger_id: triggerId(trigger), key };
  const known = await findBucket(unit.transaction, place);
  const isOver = known !== null && hasEnded(known, event.occurred);
  const current = isOver ? await endWindow(unit, automation, trigger, known, event.occurred) : known;
  const { bucket, fires } = onEvent(trigger, current, shown(event));
  await keep(unit, place, bucket);
  if (fires) await fire(unit, automation, { trigger, key, fired: event.occurred, event: shown(event) });
}

/** What is left of a bucket whose window is over. */
async function endWindow(
  unit: Unit,
  automation: StoredAutomation,
  trigger: EventTrigger,
  known: Bucket,
  time: Timestamp,
): Promise<Bucket | null> {
  const { bucket, fires } = onEnd(trigger, known, time);
  if (fires) await fire(unit, automation, { trigger, key: known.key, fired: known.ends ?? time, event: known.event });
  return bucket;
}

type Place = Parameters<typeof deleteBucket>[1];

async function keep(unit: Unit, place: Place, bucket: Bucket | null): Promise<void> {
  if (bucket === null) return deleteBucket(unit.transaction, place);
  const { count, starts, ends, fired, event } = bucket;
  await putBucket(unit.transaction, { ...place, count, starts, ends, fired, event });
}

function endWindows(engine: Engine): Promise<void> {
  return engine.write(async (unit) => {
    const closed = addSeconds(unit.now, -graceSeconds(engine));
    const uncounted = await firstUnreadReceived(unit.transaction, TRIGGERS);
    const until = uncounted !== null && uncounted < closed ? uncounted : closed;
    const ended = await listEndedBuckets(unit.transaction, until, WINDOWS_PER_COMMIT);
    if (ended.length === 0) return;
    const automations = await listEnabledAutomations(unit.transaction);
    for (const { automation_id, trigger_id, ...known } of ended) {
      const place = { automation_id, trigger_id, key: known.key };
      const automation = automations.find(({ id }) => id === automation_id);
      const trigger = automation && eventTriggersIn(automation.trigger).find(({ id }) => id === trigger_id);
      await keep(
        unit,
        place,
        automation && trigger ? await endWindow(unit, automation, trigger, known, unit.now) : null,
      );
    }
  });
}
