import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { EntrypointError } from '../errors.ts';
import { entrypointFrom, loadEntrypoint } from './load-entrypoint.ts';

const folder = mkdtempSync(join(tmpdir(), 'signalbox-entrypoint-'));
after(() => rmSync(folder, { recursive: true }));
const sdk = new URL('./flow.ts', import.meta.url).href;
writeFileSync(
  join(folder, 'good.ts'),
  `import { flow } from '${sdk}';
export const weather = flow({ name: 'weather' }, async (parameters: object) => parameters);
export const helper = (): number => 1;`,
);
writeFileSync(join(folder, 'bad.ts'), `throw new Error('no such luck');`);

const failure = async (entrypoint: string): Promise<string> => {
  const error = await loadEntrypoint(entrypoint, folder).catch((reason: unknown) => reason);
  assert.ok(error instanceof EntrypointError, String(error));
  return error.message;
};

test('the flow that the entrypoint names is loaded', async () => {
  assert.equal((await loadEntrypoint('good.ts:weather', folder)).options.name, 'weather');
});

test('what is wrong is said: form, file, export, kind, error of the import', async () => {
  assert.match(await failure('good.ts'), /another form than 'path\/to\/file.ts:exportName'/);
  assert.match(await failure('none.ts:weather'), /does not exist: .*none\.ts/);
  assert.match(await failure('good.ts:wether'), /has no export 'wether'\. It exports these flows: weather/);
  assert.match(await failure('good.ts:helper'), /'helper' of .*good\.ts is a function, not a flow/);
  assert.match(await failure('bad.ts:weather'), /Importing .*bad\.ts .* failed\. Error: no such luck/);
});

test('a drive letter is not a file', () => {
  assert.deepEqual(entrypointFrom('C:/flows/a.ts:x'), { file: 'C:/flows/a.ts', exportName: 'x' });
  assert.throws(() => entrypointFrom('C:/flows/a.ts'), EntrypointError);
});
