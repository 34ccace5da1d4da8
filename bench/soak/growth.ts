// bench: by how much something grows.

export interface Sample {
  readonly seconds: number;
  readonly value: number;
}

/**
 * By how much the values grow from the middle of the time to its end, along the line that lies closest to them. What is
 * warmed up in the first half counts for nothing.
 * @throws Error when fewer than three samples are left, of which no line can be told
 */
export function growthInSecondHalf(samples: readonly Sample[]): number {
  const [first, last] = [samples[0]?.seconds ?? 0, samples.at(-1)?.seconds ?? 0];
  const middle = (first + last) / 2;
  const half = samples.filter(({ seconds }) => seconds >= middle);
  if (half.length < 3) throw new Error(`${half.length} samples are too few to tell what grows`);
  const mean = (of: (sample: Sample) => number) => half.reduce((sum, sample) => sum + of(sample), 0) / half.length;
  const [seconds, value] = [mean((sample) => sample.seconds), mean((sample) => sample.value)];
  const slope =
    mean((sample) => (sample.seconds - seconds) * (sample.value - value)) /
    mean((sample) => (sample.seconds - seconds) ** 2);
  return slope * (last - middle);
}
