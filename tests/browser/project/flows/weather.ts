// browser tests: a flow with parameters, mapped tasks, a subflow and artifacts of every kind.
import {
  createLinkArtifact,
  createMarkdownArtifact,
  createProgressArtifact,
  createTableArtifact,
  flow,
  getLogger,
  task,
} from '@signalbox/sdk';
import { z } from 'zod';

const read = task({ name: 'read' }, async (city: string, limit: number) => {
  getLogger().warning('%s has a day without wind', city);
  return { city, rows: limit };
});

const sum = task({ name: 'sum' }, async (parts: readonly { rows: number }[]) =>
  parts.reduce((total, { rows }) => total + rows, 0),
);

const report = flow({ name: 'report', parameters: z.object({ rows: z.number() }) }, async ({ rows }) => {
  await createMarkdownArtifact({ key: 'weather-report', markdown: `# Weather\n\n${rows} rows were **loaded**.` });
});

export const weather = flow(
  {
    name: 'weather',
    parameters: z.object({
      cities: z.array(z.string()).default(['Seattle', 'New York']),
      limit: z.int().min(1).max(100).default(10).describe('Rows for each city'),
      unit: z.enum(['metric', 'imperial']).default('metric'),
      note: z.string().nullable().default(null),
    }),
  },
  async ({ cities, limit, unit }) => {
    getLogger().info('Loading %d cities, %s', cities.length, unit);
    const progress = await createProgressArtifact({ key: 'loading', progress: 0 });
    const parts = cities.map((city) => read.submit(city, limit));
    const rows = await sum(parts);
    await createTableArtifact({ key: 'extremes', table: cities.map((city) => ({ city, rows: limit })) });
    await createLinkArtifact({ key: 'source', link: 'https://example.org/weather', linkText: 'Where it comes from' });
    await report({ rows });
    await progress.update(100);
    return rows;
  },
);
