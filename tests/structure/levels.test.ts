// tests: a lower level never depends on a higher one. That imports are declared is the linter's part.
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');

/** The rooms by level; the testkit may see everything, and no source may see it. */
const LEVELS: { readonly [name: string]: number } = {
  '@signalbox/contract': 0,
  '@signalbox/core': 1,
  '@signalbox/client': 1,
  '@signalbox/store': 2,
  '@signalbox/sdk': 2,
  '@signalbox/deploy': 2,
  '@signalbox/infrastructure-ecs': 2,
  '@signalbox/infrastructure-process': 2,
  '@signalbox/engine': 3,
  '@signalbox/worker': 3,
  '@signalbox/server': 4,
  '@signalbox/ui': 4,
  signalbox: 5,
  '@signalbox/testkit': 6,
};

interface Manifest {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
}

const manifests = globSync('{packages,infrastructure,apps}/*/package.json', { cwd: ROOT }).map(
  (path): Manifest => JSON.parse(readFileSync(join(ROOT, path), 'utf8')),
);

test('every room has a level', () => {
  assert.deepEqual(
    manifests.map(({ name }) => name).filter((name) => !(name in LEVELS)),
    [],
  );
  assert.ok(manifests.length >= 13);
});

test('no room depends on one of its own or a higher level', () => {
  const wrong = manifests.flatMap(({ name, dependencies = {} }) =>
    Object.keys(dependencies)
      .filter((dependency) => dependency in LEVELS)
      .filter((dependency) => (LEVELS[dependency] ?? 0) >= (LEVELS[name] ?? 0))
      .map((dependency) => `${name} -> ${dependency}`),
  );
  assert.deepEqual(wrong, []);
});
