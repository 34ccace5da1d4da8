// live: gathers what arrives together, so that a flood of it draws the page a few times a second.

const GATHER_MILLISECONDS = 100;

/** Returns a function that takes one; what comes within a tenth of a second is given on together. */
export function batched<Item>(take: (items: readonly Item[]) => void): (item: Item) => void {
  let waiting: Item[] = [];
  return (item) => {
    waiting.push(item);
    if (waiting.length > 1) return;
    setTimeout(() => {
      const items = waiting;
      waiting = [];
      take(items);
    }, GATHER_MILLISECONDS);
  };
}
