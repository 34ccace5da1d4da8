// examples: the file that the weather is loaded into.
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Row } from './row.ts';

/** Writes the rows in one transaction; a day that is there already is replaced, so that loading twice is harmless. */
export function loadRows(path: string, rows: readonly Row[]): number {
  mkdirSync(dirname(path), { recursive: true });
  // Several chunks are loaded at a time, each by a connection of its own.
  const database = new DatabaseSync(path, { timeout: 10_000 });
  try {
    database.exec('pragma journal_mode = wal');
    database.exec(`create table if not exists weather (
      location text, date text, precipitation real, temp_max real, temp_min real, wind real, weather text,
      primary key (location, date))`);
    const insert = database.prepare('insert or replace into weather values (?, ?, ?, ?, ?, ?, ?)');
    database.exec('begin immediate');
    for (const { location, date, precipitation, temp_max, temp_min, wind, weather } of rows) {
      insert.run(location, date, precipitation, temp_max, temp_min, wind, weather);
    }
    database.exec('commit');
    return rows.length;
  } finally {
    database.close();
  }
}
