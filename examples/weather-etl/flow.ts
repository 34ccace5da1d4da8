// examples: the daily weather of Seattle and New York, from a public file into a database, with a report.
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createMarkdownArtifact, createTableArtifact, flow, task, unmapped } from 'signalbox';
import { z } from 'zod';
import { monthlySummaries } from './monthly-summary.ts';
import { type BadRow, type Line, type Row, validateLines } from './row.ts';
import { loadRows } from './weather-database.ts';

const PUBLIC_FILE = fileURLToPath(new URL('../data/weather.csv', import.meta.resolve('vega-datasets')));

const extract = task(
  { name: 'extract', retries: 2, retryDelaySeconds: [1, 5] },
  async (source: string, cities: string[]) => {
    const [first = '', ...rest] = (await readFile(source, 'utf8')).split(/\r?\n/);
    const lines = rest.map((text, index): Line => ({ line: index + 2, text })).filter(({ text }) => text !== '');
    const wanted = lines.filter(({ text }) => cities.some((city) => text.startsWith(`${city},`)));
    if (wanted.length === 0) throw new Error(`${source} has no weather of ${cities.join(' or ')}.`);
    return { header: first.split(','), lines: wanted };
  },
);

const validate = task({ name: 'validate' }, (extracted: { header: string[]; lines: Line[] }) =>
  validateLines(extracted.header, extracted.lines),
);

const chunk = task({ name: 'chunk' }, (validated: { rows: readonly Row[] }, size: number) =>
  Array.from({ length: Math.ceil(validated.rows.length / size) }, (_, index) =>
    validated.rows.slice(index * size, (index + 1) * size),
  ),
);

const load = task(
  { name: 'load', retries: 3, retryDelaySeconds: 0.5, retryJitterFactor: 0.5, tags: ['database'] },
  (rows: readonly Row[], database: string) => loadRows(database, rows),
);

const report = task(
  { name: 'report' },
  async (rows: readonly Row[], bad_rows: readonly BadRow[], loaded: readonly number[]) => {
    const months = monthlySummaries(rows);
    const total = loaded.reduce((sum, count) => sum + count, 0);
    const wettest = months.toSorted((left, right) => right.precipitation - left.precipitation)[0];
    const aside = bad_rows.map(({ line, text, reason }) => `| ${line} | \`${text}\` | ${reason} |`);
    await createMarkdownArtifact({
      key: 'weather-report',
      description: 'What was loaded and what was set aside',
      markdown: [
        '# Weather',
        `**${total}** days loaded in ${loaded.length} chunks, **${bad_rows.length}** rows set aside.`,
        wettest
          ? `The wettest month was ${wettest.month} in ${wettest.location} with ${wettest.precipitation} mm.`
          : '',
        ...(aside.length > 0 ? ['', '## Rows set aside', '| line | row | why |', '| --- | --- | --- |', ...aside] : []),
      ].join('\n'),
    });
    await createTableArtifact({
      key: 'monthly-weather',
      description: 'Months by city',
      table: months.map((month) => ({ ...month })),
    });
    return { loaded: total, set_aside: bad_rows.length, months: months.length };
  },
);

/** Extract, validate, load in chunks (three at a time) and report. Rows that make no sense are set aside and reported. */
export const weatherEtl = flow(
  {
    name: 'weather-etl',
    description: 'Loads the daily weather of Seattle and New York into a database and reports on it.',
    flowRunName: '{cities}',
    parameters: z.object({
      cities: z.array(z.string()).min(1).default(['Seattle', 'New York']).describe('Cities to load'),
      chunkSize: z.int().min(1).max(10_000).default(500).describe('Days in one chunk'),
      source: z.string().default(PUBLIC_FILE).describe('CSV file with the columns of the public one'),
      database: z.string().default(join(tmpdir(), 'signalbox-weather.db')).describe('SQLite file to load into'),
    }),
  },
  async ({ cities, chunkSize, source, database }, { logger }) => {
    const extracted = await extract(source, cities);
    logger.info(`extracted ${extracted.lines.length} days`);
    const validated = await validate(extracted);
    if (validated.bad_rows.length > 0)
      logger.warning(`set ${validated.bad_rows.length} rows aside; the report lists them`);
    const chunks = await chunk(validated, chunkSize);
    const loaded = await load.map(chunks, unmapped(database), { concurrency: 3 }).results();
    return report(validated.rows, validated.bad_rows, loaded);
  },
);
