// examples: days of weather, summed up by month.
import type { Row } from './row.ts';

export interface MonthlySummary {
  readonly location: string;
  readonly month: string;
  readonly days: number;
  readonly mean_temp: number;
  readonly precipitation: number;
  readonly wettest_day: string;
}

const round = (value: number): number => Math.round(value * 10) / 10;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** One line for each month, in order. */
export function monthlySummaries(rows: readonly Row[]): MonthlySummary[] {
  const months = Object.entries(Object.groupBy(rows, ({ location, date }) => `${location} ${date.slice(0, 7)}`));
  return months
    .flatMap(([, days = []]) => {
      const [first] = days;
      if (!first) return [];
      const wettest = days.reduce((most, day) => (day.precipitation > most.precipitation ? day : most), first);
      return [
        {
          location: first.location,
          month: first.date.slice(0, 7),
          days: days.length,
          mean_temp: round(sum(days.map(({ temp_min, temp_max }) => (temp_min + temp_max) / 2)) / days.length),
          precipitation: round(sum(days.map(({ precipitation }) => precipitation))),
          wettest_day: wettest.date,
        },
      ];
    })
    .sort((left, right) => left.location.localeCompare(right.location) || left.month.localeCompare(right.month));
}
