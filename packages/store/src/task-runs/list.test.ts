// store: a page of task runs is read in its order, so that its time does not grow with the number of runs.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { TaskRunFilter, type TaskRunSort, Timestamp } from '@signalbox/contract';
import { CompiledQuery, type Kysely, SqliteQueryCompiler } from 'kysely';
import type { Database } from '../database.ts';
import { relatedConditions } from '../filters/related.ts';
import { openStore } from '../open-store.ts';
import { listTaskRuns } from './read.ts';

const NOW = Timestamp.parse('2026-01-01T00:00:00Z');

/** How SQLite would carry out the first query of a list. */
async function planOfList(database: Kysely<Database>, filter: object, sort: TaskRunSort): Promise<string> {
  const queries: CompiledQuery[] = [];
  const watched = database.withPlugin({
    transformQuery: ({ node, queryId }) => {
      queries.push(new SqliteQueryCompiler().compileQuery(node, queryId));
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const conditions = relatedConditions('task_runs', { task_runs: TaskRunFilter.parse(filter) }, 'list');
  await listTaskRuns(watched, { conditions, sort, limit: 50, offset: 0, now: NOW });
  const [query] = queries;
  assert.ok(query);
  const plan = CompiledQuery.raw(`explain query plan ${query.sql}`, [...query.parameters]);
  const { rows } = await database.executeQuery<{ detail: string }>(plan);
  return rows.map(({ detail }) => detail).join('; ');
}

const FILTERS: { readonly [name: string]: object } = {
  'of any state': {},
  'in the state that most runs end in': { state: { type: { any_: ['COMPLETED'] } } },
  'in that state by its name, or in another': { state: { name: { any_: ['Failed', 'Completed'] } } },
};

for (const sort of ['ID_DESC', 'EXPECTED_START_TIME_DESC', 'NAME_ASC', 'NAME_DESC', 'END_TIME_DESC'] as const) {
  test(`a page of runs of tasks by ${sort} is read in that order`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signalbox-list-'));
    const store = await openStore({ path: join(folder, 'signalbox.db') });
    try {
      // Runs of one instant may be sorted among themselves.
      for (const [name, filter] of Object.entries(FILTERS))
        assert.doesNotMatch(await planOfList(store.read, filter, sort), /TEMP B-TREE FOR ORDER BY/, `runs ${name}`);
    } finally {
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
}
