// tests: runs a command with a Postgres of its own, whose URL is in SIGNALBOX_TEST_DATABASE_URL.
// For instance: node --conditions=source tests/postgres/with-postgres.ts npm test -- tests/promises
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { OwnPostgres } from '@signalbox/testkit';

const [command, ...words] = process.argv.slice(2);
if (command === undefined) throw new Error('Name the command to run, for instance: npm test -- tests/promises');

await using postgres = await OwnPostgres.start('fsync=off', 'full_page_writes=off', 'max_connections=300');
const child = spawn(command, words, {
  stdio: 'inherit',
  env: { ...process.env, SIGNALBOX_TEST_DATABASE_URL: postgres.url },
});
const [code] = await once(child, 'exit');
process.exitCode = typeof code === 'number' ? code : 1;
