// examples: one day of weather, and what makes a row unusable.
import { z } from 'zod';

const measure = (low: number, high: number) =>
  z
    .string()
    .regex(/^-?\d+(\.\d+)?$/, 'is no number')
    .transform(Number)
    .pipe(z.number().min(low).max(high));

/** A row of the file, as numbers. Temperatures in °C, precipitation in mm, wind in m/s. */
export const Row = z
  .object({
    location: z.string().min(1),
    date: z.iso.date(),
    precipitation: measure(0, 500),
    temp_max: measure(-60, 60),
    temp_min: measure(-60, 60),
    wind: measure(0, 120),
    weather: z.enum(['drizzle', 'fog', 'rain', 'snow', 'sun']),
  })
  .refine(({ temp_min, temp_max }) => temp_min <= temp_max, { path: ['temp_min'], message: 'is above temp_max' })
  .refine(({ weather, temp_min }) => weather !== 'snow' || temp_min <= 5, {
    path: ['weather'],
    message: 'snow on a day that was never below 5 °C',
  });
export type Row = z.output<typeof Row>;

/** A row that was set aside, and why. */
export interface BadRow {
  readonly line: number;
  readonly text: string;
  readonly reason: string;
}

export interface Validated {
  readonly rows: readonly Row[];
  readonly bad_rows: readonly BadRow[];
}

export interface Line {
  readonly line: number;
  readonly text: string;
}

/** Sorts lines into usable rows and bad ones; none is lost. */
export function validateLines(header: readonly string[], lines: readonly Line[]): Validated {
  const rows: Row[] = [];
  const bad_rows: BadRow[] = [];
  for (const { line, text } of lines) {
    const cells = text.split(',');
    const parsed = Row.safeParse(Object.fromEntries(header.map((name, index) => [name, cells[index]])));
    if (parsed.success) rows.push(parsed.data);
    else
      bad_rows.push({
        line,
        text,
        reason: parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '),
      });
  }
  return { rows, bad_rows };
}
