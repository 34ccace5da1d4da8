// sdk: lets at most so many through at a time, in the order in which they came.

export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

export function gateOf(places: number): Gate {
  if (!Number.isInteger(places) || places < 1) {
    throw new RangeError(`A concurrency must be a whole number of at least 1, not ${places}.`);
  }
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line, so that nobody who comes now can take it.
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    }
  };
}
