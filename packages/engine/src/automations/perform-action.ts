// engine: does what an automation is to do, and tells how it went.
import { ApiError } from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';
import { type DueAction, delayAction, endAction, postponeAction } from '@signalbox/store';
import type { Engine } from '../engine.ts';
import { TemplateError } from '../templates/template.ts';
import { actInUnit } from './act-in-unit.ts';
import { ActionFailedError } from './action-failed.ts';
import { type ActionOutcome, actionEndedEvent } from './automation-event.ts';
import { type CallingAction, callOthers } from './call-others.ts';
import { templateObjects } from './template-objects.ts';

/** Seconds after which a call is made anew whose server has died before it heard the answer. */
const CALL_SECONDS = 120;
/** Seconds before the second and the third try of a call that may succeed later. */
const AGAIN_AFTER_SECONDS = [5, 30];
/** Seconds before the next try of what the server itself failed at, and how often it tries. */
const AGAIN_AFTER_FAILURE_SECONDS = 10;
const TRIES_AT_MOST = 10;

/** Does it, unless another server does. What fails is told, too. */
export async function performAction(engine: Engine, due: DueAction): Promise<void> {
  try {
    await attempt(engine, due);
  } catch (error) {
    const failure = failureFrom(error);
    const again = failure.mayPass ? AGAIN_AFTER_SECONDS[due.attempts] : undefined;
    if (failure.isOurs && due.attempts < TRIES_AT_MOST) {
      await postpone(engine, due, AGAIN_AFTER_FAILURE_SECONDS);
      throw error;
    }
    if (again === undefined) await conclude(engine, due, failed(failure));
    else await postpone(engine, due, again);
  }
}

async function attempt(engine: Engine, due: DueAction): Promise<void> {
  const { action } = due;
  const objects = await templateObjects(engine, due);
  if (action.type === 'send-notification' || action.type === 'call-webhook') return call(engine, due, action, objects);
  // Done and told in one commit: nothing is left half done that would have to be begun anew.
  await engine.write(async (unit) => {
    if (!(await endAction(unit.transaction, due.id))) return;
    unit.emit(actionEndedEvent(due, await actInUnit({ unit, due, action, objects }), unit.now));
  });
}

/** Whoever is called has heard it before the commit that says so: meanwhile no other server makes the call. */
async function call(
  engine: Engine,
  due: DueAction,
  action: CallingAction,
  objects: Readonly<Record<string, unknown>>,
): Promise<void> {
  const until = addSeconds(engine.clock(), CALL_SECONDS);
  const isMine = await engine.write(({ transaction }) => delayAction(transaction, due, until));
  if (isMine) await conclude(engine, due, await callOthers(engine, due, action, objects));
}

interface Failure {
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly mayPass: boolean;
  /** The server's own, which says nothing about the action. */
  readonly isOurs: boolean;
}

function failureFrom(error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  const failure = { reason, details: {}, mayPass: false, isOurs: false };
  if (error instanceof ActionFailedError) return { ...failure, details: error.details, mayPass: error.mayPass };
  if (error instanceof ApiError && error.status < 500) return { ...failure, details: { status_code: error.status } };
  if (error instanceof TemplateError || error instanceof SyntaxError) return failure;
  return { ...failure, isOurs: true };
}

const failed = ({ reason, details }: Failure): ActionOutcome => ({
  what: 'failed',
  targets: [],
  details: { reason, ...details },
});

function conclude(engine: Engine, due: DueAction, outcome: ActionOutcome): Promise<void> {
  return engine.write(async (unit) => {
    if (await endAction(unit.transaction, due.id)) unit.emit(actionEndedEvent(due, outcome, unit.now));
  });
}

function postpone(engine: Engine, due: DueAction, seconds: number): Promise<void> {
  return engine.write(async (unit) => {
    await postponeAction(unit.transaction, due, addSeconds(unit.now, seconds));
    unit.afterCommit(() => unit.wakeUps.wake('service:actions'));
  });
}
