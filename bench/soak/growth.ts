// bench: by how much something grows.

export interface Sample {
  readonly seconds: number;
  readonly value: number;
}

const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const [below = 0, above = 0] = [sorted[middle - 1], sorted[middle]];
  return sorted.length % 2 === 1 ? above : (below + above) / 2;
};

/**
 * By how much the values grow from the middle of the time to its end. What is warmed up in the first half counts for
 * nothing. The slope is the median of those between any two samples: what is in flight at one moment does not tilt it.
 * @throws Error when fewer than three samples are left, of which no slope can be told
 */
export function growthInSecondHalf(samples: readonly Sample[]): number {
  const [first, last] = [samples[0]?.seconds ?? 0, samples.at(-1)?.seconds ?? 0];
  const middle = (first + last) / 2;
  const half = samples.filter(({ seconds }) => seconds >= middle);
  if (half.length < 3) throw new Error(`${half.length} samples are too few to tell what grows`);
  const slopes = half.flatMap((later, index) =>
    half.slice(0, index).map((earlier) => (later.value - earlier.value) / (later.seconds - earlier.seconds)),
  );
  return median(slopes) * (last - middle);
}
