// server: what subscribers are told, as an iteration that ends when the client goes away.
import { ApiError } from '@signalbox/contract';
import type { Hub } from '@signalbox/engine';

/** Not a generator, which could not be ended while it waits. */
export interface Stream<Item> extends AsyncIterableIterator<Item> {
  return(): Promise<IteratorResult<Item>>;
}

/** Messages that may wait for one subscriber: one that reads more slowly must come again and catch up. */
const WAITING_AT_MOST = 10_000;

/**
 * Listening begins at once, so that nothing is missed while the caller looks at what is there already.
 * @param pick what of a message the subscriber wants
 * @param first what the subscriber is told before any message
 * @throws ApiError `unprocessable` out of the iteration when the subscriber reads too slowly
 */
export function streamOf<Message, Item>(
  hub: Hub<readonly Message[]>,
  pick: (message: Message) => Item | null,
  first: readonly Item[] = [],
): Stream<Item> {
  const waiting: Item[] = [...first];
  let isOver = false;
  let isTooSlow = false;
  let wake = () => {};
  const unsubscribe = hub.subscribe((messages) => {
    for (const message of messages) {
      const item = pick(message);
      if (item !== null) waiting.push(item);
    }
    if (waiting.length > WAITING_AT_MOST) {
      isTooSlow = true;
      waiting.length = 0;
      unsubscribe();
    }
    wake();
  });
  const end = () => {
    isOver = true;
    unsubscribe();
    wake();
  };
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      for (;;) {
        if (isOver) return { done: true, value: undefined };
        const item = waiting.shift();
        if (item !== undefined) return { done: false, value: item };
        if (isTooSlow) {
          end();
          throw new ApiError(
            'unprocessable',
            'The client reads too slowly: subscribe again and look at what it missed.',
          );
        }
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    return: async () => {
      end();
      return { done: true, value: undefined };
    },
  };
}

/** Each item as `change` makes it, without those that it makes null; the source ends with the result. */
export function mapped<From, To>(source: Stream<From>, change: (item: From) => Promise<To | null>): Stream<To> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: async () => {
      for (;;) {
        const next = await source.next();
        if (next.done) return { done: true, value: undefined };
        const value = await change(next.value);
        if (value !== null) return { done: false, value };
      }
    },
    return: async () => {
      await source.return();
      return { done: true, value: undefined };
    },
  };
}
