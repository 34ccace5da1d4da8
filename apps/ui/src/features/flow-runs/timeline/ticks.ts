// flow runs, timeline: the marks of the time axis.

const STEPS = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600,
  7_200, 14_400, 21_600, 43_200, 86_400,
];

/** Seconds since the start at which a mark stands: at most `most` of them, at round distances, the first at 0. */
export function ticks(length_seconds: number, most: number): number[] {
  const step = STEPS.find((one) => length_seconds / one <= most) ?? Math.ceil(length_seconds / most / 86_400) * 86_400;
  const count = Math.floor(length_seconds / step + 1e-9);
  // A thousandth has no exact double.
  return Array.from({ length: count + 1 }, (_, index) => Number((index * step).toFixed(3)));
}
