// deploy: a manifest as code, in signalbox.config.ts.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Manifest, ManifestRejectedError, manifestFrom, readManifest } from '../src/index.ts';
import { temporaryFolder } from './temporary-folder.ts';

const DEFINE = JSON.stringify(import.meta.resolve('@signalbox/deploy/define-config'));
const environment = { ...process.env, WHERE: '/srv' };

async function manifestOf(
  text: string,
  environmentName?: string,
  more: Record<string, string> = {},
): Promise<Manifest> {
  await using folder = await temporaryFolder({ 'signalbox.config.ts': text, ...more });
  const source = await readManifest(folder.path, { environmentName, environment, load_timeout_seconds: 10 });
  return manifestFrom(source, { environment, found: {} });
}

async function messageOf(text: string, environmentName?: string): Promise<string> {
  try {
    await manifestOf(text, environmentName);
  } catch (error) {
    assert.ok(error instanceof ManifestRejectedError, String(error));
    return error.message.replace(/^\/.*?\/(signalbox\.config\.ts)/, '$1');
  }
  throw new Error('nothing was refused');
}

test('code declares deployments, with an environment and a matrix', async () => {
  const manifest = await manifestOf(
    `
import { defineConfig } from ${DEFINE};
import { cities } from './cities.ts';
console.log('what a config prints does no harm');
const pool: { name: string } = { name: 'local' };
export default defineConfig({
  name: 'shop',
  deployments: [
    ...cities.map((city) => ({ name: city, entrypoint: 'flows.ts:load', parameters: { city, since: new Date(0) }, work_pool: pool })),
    { name: 'n-{{ matrix.n }}', matrix: { n: [1, 2] }, entrypoint: 'flows.ts:load', description: undefined, work_pool: pool },
  ],
  environments: { dev: { prefix: 'dev-' } },
});
`,
    'dev',
    { 'cities.ts': "export const cities = ['berlin', 'rome'];" },
  );
  assert.equal(manifest.name, 'shop');
  assert.deepEqual(
    manifest.deployments.map(({ name }) => name),
    ['dev-berlin', 'dev-rome', 'dev-n-1', 'dev-n-2'],
  );
  assert.deepEqual(manifest.deployments[0]?.parameters, { city: 'berlin', since: '1970-01-01T00:00:00.000Z' });
});

test('an export named config is a manifest too', async () => {
  const manifest = await manifestOf(
    "export const config = { deployments: [{ name: 'a', entrypoint: 'f.ts:a', work_pool: { name: 'local' } }] };",
  );
  assert.equal(manifest.deployments[0]?.name, 'a');
});

const wrong: [string, string, RegExp][] = [
  [
    'an error while it is loaded',
    "throw new Error('boom');",
    /^signalbox\.config\.ts the file cannot be loaded: Error: boom \(.*signalbox\.config\.ts:1:7\)\. Correct it/,
  ],
  ['an import that is missing', "import './nope.ts';", /cannot be loaded: Error: Cannot find module '.*nope\.ts'/],
  [
    'an end of the process',
    "console.error('bye'); process.exit(3);",
    /ended the process with exit code 3 .*printed: bye/,
  ],
  [
    'no manifest',
    'export const other = 1;',
    /^signalbox\.config\.ts the file exports no manifest\. Export one: export default defineConfig/,
  ],
  [
    'functions',
    'export default { deployments: [{ name: () => 1, entrypoint: new Map() }] };',
    /^signalbox\.config\.ts deployments\[0\]\.name: this is a value that only code has\. .*\nsignalbox\.config\.ts deployments\[0\]\.entrypoint/s,
  ],
  [
    'an unknown field',
    "export default { deployments: [{ name: 'a', entrypoint: 'f.ts:a', work_pol: { name: 'local' } }] };",
    /^signalbox\.config\.ts deployments\[0\]\.work_pool: this field is missing.*\n.*work_pol: "work_pol" is not a field of deployments\[0\]\. Did you mean "work_pool"\?$/,
  ],
  [
    'a schedule in an environment',
    "export default { deployments: [{ name: 'a', entrypoint: 'f.ts:a', work_pool: { name: 'x' } }], environments: { dev: { deployments: [{ name: 'a', schedule: { cron: '99 * * * *' } }] } } };",
    /^signalbox\.config\.ts environments\.dev\.deployments\[0\]\.schedule\.cron: "99" in the field "minute"/,
  ],
];

for (const [what, text, message] of wrong) {
  test(`${what} in a config is refused with the path in the object`, async () => {
    assert.match(
      (await messageOf(text, what.includes('environment') ? 'dev' : undefined)).replaceAll(
        /^\/.*?\/(?=signalbox\.config\.ts )/gm,
        '',
      ),
      message,
    );
  });
}

test('a config that is not there is said to be missing', async () => {
  await using folder = await temporaryFolder({});
  await assert.rejects(readManifest(join(folder.path, 'signalbox.config.ts')), { name: 'ManifestMissingError' });
});
