// tests: every operation gets what its description allows and what it forbids, by schemathesis: no failure of the server.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { freePort, Home, Program, type ServerPlace, startServer } from '../faults/program.ts';

const VERSION = '4.32.5';
const ENVIRONMENT = join(import.meta.dirname, `../../.cache/schemathesis-${VERSION}`);

/** Operations in the description, as far as they must be tested, and requests to all of them. */
const LEAST_OPERATIONS = 180;
const LEAST_REQUESTS = 10_000;

/** Cases for each operation beside those that cover its description; more find more, and take longer. */
const CASES = 3;

/** A worker may ask to wait a minute for work. */
const REQUEST_SECONDS = '75';

/** Prefect's own venv cannot be used: the two want other releases of the same packages. */
function schemathesis(): string {
  const program = join(ENVIRONMENT, 'bin/st');
  if (existsSync(program)) return program;
  execFileSync('python3', ['-m', 'venv', ENVIRONMENT]);
  const quietly = ['install', '--quiet', '--disable-pip-version-check'];
  execFileSync(join(ENVIRONMENT, 'bin/pip'), [...quietly, `schemathesis==${VERSION}`], { stdio: 'inherit' });
  return program;
}

test('no request makes the server fail or hang', async () => {
  const program = schemathesis();
  using home = new Home();
  const place: ServerPlace = { home, port: await freePort(), database: join(home.path, 'signalbox.db') };
  await using server = await startServer(place);
  const origin = `http://127.0.0.1:${place.port}`;
  const how = [
    ...['--url', `${origin}/api`, '--phases', 'coverage,fuzzing', '--max-examples', String(CASES)],
    ...['--checks', 'not_a_server_error', '--request-timeout', REQUEST_SECONDS, '--seed', '1', '--workers', '2'],
    ...['--continue-on-failure', '--suppress-health-check', 'all', '--no-color'],
  ];
  // It leaves a folder where it runs.
  await using run = new Program(
    ['env', `--chdir=${home.path}`, program, 'run', `${origin}/openapi.json`, ...how],
    home.environment(),
  );
  const { code } = await run.ended;
  const report = run.output.slice(-6_000);
  assert.equal(code, 0, report);
  const numberIn = (pattern: RegExp) => Number(pattern.exec(report)?.[1] ?? 0);
  assert.ok(numberIn(/Tested:\s+(\d+)/) >= LEAST_OPERATIONS, report);
  assert.ok(numberIn(/(\d+) generated/) >= LEAST_REQUESTS, report);
  assert.equal((await fetch(`${origin}/api/ready`)).status, 200, server.output);
  assert.doesNotMatch(server.output, / error /, 'the server told of no failure');
});
