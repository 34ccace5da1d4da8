// bench: every request that is measured in a large database is answered, and soon enough in one of a few thousand runs.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

const MAIN = join(import.meta.dirname, 'main.ts');
const WORDS = ['--conditions=source', MAIN, '--flow-runs', '2000', '--repeat', '2', '--limit', '2000', '--ratio', '20'];

test('lists, counts and histories of two thousand runs are all answered, none in more than two seconds', async () => {
  const output = await new Promise<string>((resolve, reject) => {
    execFile(process.execPath, WORDS, (error, stdout, stderr) =>
      error ? reject(new Error(stderr + stdout)) : resolve(stdout),
    );
  });
  assert.match(output, / 0 of \d\d requests are above 2000 ms/);
  assert.match(output, / 0 of 5 take more than 20 times as long/);
});
