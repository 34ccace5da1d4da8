import assert from 'node:assert/strict';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { watchFiles } from './watch-files.ts';

function watched(context: TestContext) {
  const folder = mkdtempSync(join(tmpdir(), 'signalbox-watch-test-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'flow.ts');
  writeFileSync(file, '1');
  const changed = Promise.withResolvers<void>();
  let changes = 0;
  const watching = watchFiles([file], () => {
    changes += 1;
    changed.resolve();
  });
  context.after(() => watching[Symbol.dispose]());
  return { folder, file, changed: changed.promise, changes: () => changes };
}

test('a file that is written is told once, however many steps it takes', async (context) => {
  const { file, changed, changes } = watched(context);
  writeFileSync(file, '2');
  writeFileSync(file, '3');
  await changed;
  assert.equal(changes(), 1);
});

test('a file that another is put in the place of is told', async (context) => {
  const { folder, file, changed } = watched(context);
  writeFileSync(join(folder, 'flow.ts.tmp'), '2');
  renameSync(join(folder, 'flow.ts.tmp'), file);
  await changed;
});
