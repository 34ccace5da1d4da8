// deploy: the known name that someone most likely meant.

function distance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, index) => index);
  for (const [place, letter] of [...left].entries()) {
    const next = [place + 1];
    for (const [other, candidate] of [...right].entries()) {
      const swap = (row[other] ?? 0) + (letter === candidate ? 0 : 1);
      next.push(Math.min(swap, (row[other + 1] ?? 0) + 1, (next[other] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}

/** The nearest of the known names, or null when none is near: more than a third of the letters differ. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const near = known
    .map((candidate) => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance)[0];
  if (near === undefined) return null;
  return near.distance <= Math.max(1, Math.floor(Math.max(name.length, near.candidate.length) / 3))
    ? near.candidate
    : null;
}

/** `Did you mean "x"?` where one is near, else the list of all. */
export function meantName(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known);
  return nearest === null ? `Use one of ${known.join(', ')}` : `Did you mean "${nearest}"?`;
}
