// examples: bad rows are set aside with their reason, none is lost.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { monthlySummaries } from './monthly-summary.ts';
import { validateLines } from './row.ts';

const HEADER = ['location', 'date', 'precipitation', 'temp_max', 'temp_min', 'wind', 'weather'];

test('each kind of bad row is set aside with its line and reason', () => {
  const texts = [
    'Seattle,2012-01-01,0.0,12.8,5.0,4.7,drizzle',
    'Seattle,2012-01-02,wet,10.6,2.8,4.5,rain',
    'Seattle,2012-01-03,0.8,1.7,7.2,2.3,rain',
    'Seattle,yesterday,0.8,11.7,7.2,2.3,rain',
    'Seattle,2012-01-05,0.8,11.7,7.2,2.3,hail',
    'Seattle,2012-01-06',
  ];
  const { rows, bad_rows } = validateLines(
    HEADER,
    texts.map((text, index) => ({ line: index + 2, text })),
  );
  assert.equal(rows.length + bad_rows.length, texts.length);
  assert.deepEqual(
    bad_rows.map(({ line }) => line),
    [3, 4, 5, 6, 7],
  );
  assert.match(bad_rows[0]?.reason ?? '', /precipitation is no number/);
  assert.match(bad_rows[1]?.reason ?? '', /temp_min is above temp_max/);
});

test('the public file has eight years of days, and one that cannot be', () => {
  const file = fileURLToPath(new URL('../data/weather.csv', import.meta.resolve('vega-datasets')));
  const [header = '', ...lines] = readFileSync(file, 'utf8').trim().split(/\r?\n/);
  const { rows, bad_rows } = validateLines(
    header.split(','),
    lines.map((text, index) => ({ line: index + 2, text })),
  );
  assert.equal(rows.length, 2_921);
  assert.deepEqual(
    bad_rows.map(({ text }) => text.slice(0, 18)),
    ['Seattle,2012-03-15'],
  );
  assert.equal(monthlySummaries(rows).length, 96);
});
