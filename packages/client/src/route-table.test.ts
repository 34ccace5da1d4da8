import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { type Route, routes } from '@signalbox/contract';
import { ROUTE_TABLE } from './route-table.ts';

const tableFromContract = () =>
  Object.fromEntries(
    Object.entries(routes).map(([resource, verbs]) => [
      resource,
      Object.fromEntries(
        Object.entries(verbs).map(([verb, { method, path }]: [string, Route]) => [verb, `${method} ${path}`]),
      ),
    ]),
  );

test('the table of routes is that of the contract', async () => {
  const table = tableFromContract();
  if (process.env.WRITE_ROUTE_TABLE === '1') {
    const source = [
      '// client: method and path of each route, without its schemas. Written from the contract by',
      '// `WRITE_ROUTE_TABLE=1 node --conditions=source --test packages/client/src/route-table.test.ts`.',
      '',
      `export const ROUTE_TABLE = ${JSON.stringify(table, null, 2)} as const;`,
      '',
      'export interface RouteEntry {',
      '  /** `resource.verb` */',
      '  readonly id: string;',
      '  readonly method: string;',
      '  readonly path: string;',
      '}',
      '',
    ];
    await writeFile(new URL('./route-table.ts', import.meta.url), source.join('\n'));
    return;
  }
  assert.deepEqual(ROUTE_TABLE, table);
});
