// engine: keeps the tallies of ended runs few, so that counts and histories of long times have little to add up.
import type { Timestamp } from '@signalbox/contract';
import { addSeconds } from '@signalbox/core';
import { foldTallies, hasTalliesToFold } from '@signalbox/store';
import type { Engine } from '../engine.ts';
import type { Service } from './service.ts';

/** Tallies folded in one commit. */
const TALLIES_PER_COMMIT = 10_000;
/** From one look to the next. */
const EVERY_SECONDS = 600;
/** Runs that end now are those that started lately: to fold their tallies would get into the way of those who count. */
const RECENT_SECONDS = 7_200;

const before = ({ clock }: Engine): Timestamp => addSeconds(clock(), -RECENT_SECONDS);

export const runTallies: Service = {
  name: 'run-tallies',
  nextDue: async (engine) =>
    (await hasTalliesToFold(engine.store.read, before(engine)))
      ? engine.clock()
      : addSeconds(engine.clock(), EVERY_SECONDS),
  run: (engine) => engine.write(({ transaction }) => foldTallies(transaction, before(engine), TALLIES_PER_COMMIT)),
};
