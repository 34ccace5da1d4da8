// deploy: manifests that are wrong, each with all that is said of it; nothing of any of them is written.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type House, openHouse } from '@signalbox/testkit';
import { deploy, ManifestRejectedError, readManifest } from '../src/index.ts';
import { FLOWS, furnish } from './project.ts';
import { type TemporaryFolder, temporaryFolder } from './temporary-folder.ts';

const FIXTURES = join(import.meta.dirname, 'bad-manifests');
const PYTHON = 'from prefect import flow\n\n@flow\ndef etl(a: int = 1):\n    pass\n\ndef plain():\n    pass\n';
/** Between a manifest and what is said of it. */
const SEPARATOR = '\n# ----- is refused with -----\n';
const names = readdirSync(FIXTURES).map((name) => name.replace('.txt', ''));

let house: House;
let folder: TemporaryFolder;

before(async () => {
  house = await openHouse();
  await furnish(house);
  folder = await temporaryFolder({ 'flows.ts': FLOWS, 'etl.py': PYTHON });
});
after(async () => {
  await house[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** No Python, no git: what the fixtures mean depends on neither. */
const environment = { PATH: '', HOME: '' };

async function saidOf(manifest: string): Promise<string> {
  const file = join(folder.path, 'signalbox.yaml');
  writeFileSync(file, manifest);
  try {
    await deploy(house.client, await readManifest(file, { environment }), { environment });
  } catch (error) {
    if (!(error instanceof ManifestRejectedError)) throw error;
    return `${error.message.replaceAll(`${folder.path}/`, '').replaceAll(folder.path, '.')}\n`;
  }
  return 'nothing\n';
}

test('there are enough of them', () => assert.ok(names.length >= 30));

for (const name of names) {
  test(`${name} is refused with its message`, async () => {
    const fixture = join(FIXTURES, `${name}.txt`);
    const [manifest = '', expected] = readFileSync(fixture, 'utf8').split(SEPARATOR);
    const said = await saidOf(manifest);
    assert.notEqual(said, 'nothing\n');
    if (process.env.WRITE_BAD_MANIFESTS === '1') writeFileSync(fixture, `${manifest}${SEPARATOR}${said}`);
    else assert.equal(said, expected);
    assert.deepEqual(await house.client.deployments.filter({ body: {} }), []);
  });
}
