// examples: the yearly return of five stocks: a subflow for each, a table for all.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createTableArtifact, flow, task } from 'signalbox';
import { z } from 'zod';

const PUBLIC_FILE = fileURLToPath(new URL('../data/stocks.csv', import.meta.resolve('vega-datasets')));

interface Price {
  readonly symbol: string;
  readonly year: number;
  readonly price: number;
}

const readPrices = task({ name: 'read-prices' }, async (symbol: string): Promise<Price[]> => {
  const lines = (await readFile(PUBLIC_FILE, 'utf8')).trim().split(/\r?\n/).slice(1);
  const prices = lines.map((line) => line.split(',')).filter(([name]) => name === symbol);
  if (prices.length === 0) throw new Error(`There are no prices of ${symbol} in ${PUBLIC_FILE}.`);
  return prices.map(([, date = '', price = '']) => ({
    symbol,
    year: new Date(date).getFullYear(),
    price: Number(price),
  }));
});

const yearlyReturns = task({ name: 'yearly-returns' }, (prices: readonly Price[]) => {
  const years = Object.entries(Object.groupBy(prices, ({ year }) => year));
  return years.flatMap(([year, of = []]) => {
    const [first, last] = [of.at(0), of.at(-1)];
    if (!first || !last) return [];
    return [
      {
        symbol: first.symbol,
        year: Number(year),
        return_percent: Math.round((last.price / first.price - 1) * 1_000) / 10,
      },
    ];
  });
});

/** The returns of one stock by year, in percent. */
export const stockReturns = flow(
  { name: 'stock-returns', flowRunName: '{symbol}', parameters: z.object({ symbol: z.string() }) },
  async ({ symbol }) => yearlyReturns(await readPrices(symbol)),
);

/** The returns of several stocks, side by side. */
export const stockReport = flow(
  {
    name: 'stock-report',
    description: 'Compares the yearly returns of stocks, each in a subflow of its own.',
    parameters: z.object({
      symbols: z.array(z.string()).min(1).default(['MSFT', 'AMZN', 'IBM', 'GOOG', 'AAPL']).describe('Ticker symbols'),
    }),
  },
  async ({ symbols }, { logger }) => {
    const returns = (await Promise.all(symbols.map((symbol) => stockReturns({ symbol })))).flat();
    const best = returns.toSorted((left, right) => right.return_percent - left.return_percent)[0];
    if (best) logger.info(`best: ${best.symbol} in ${best.year} with ${best.return_percent} %`);
    await createTableArtifact({
      key: 'stock-returns',
      description: 'Return by stock and year, in percent',
      table: returns,
    });
    return returns.length;
  },
);
