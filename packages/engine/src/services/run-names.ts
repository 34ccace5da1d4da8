// engine: enters the names of new runs into the index by which texts in them are found.
import { addSeconds } from '@signalbox/core';
import { enterRunNames, hasNamesToEnter } from '@signalbox/store';
import type { Service } from './service.ts';

/** Names entered in one commit: a transition that comes behind one waits some milliseconds. */
const NAMES_PER_COMMIT = 500;
/** Names that are not entered yet are found too, by going through them. So long they gather. */
const GATHER_SECONDS = 20;

export const runNames: Service = {
  name: 'run-names',
  nextDue: async ({ store, clock }) =>
    (await hasNamesToEnter(store.read)) ? clock() : addSeconds(clock(), GATHER_SECONDS),
  run: (engine) => engine.write(({ transaction }) => enterRunNames(transaction, NAMES_PER_COMMIT)),
};
