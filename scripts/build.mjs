// scripts: `npm run build`: what is published: JavaScript and types of every package, and the dashboard.
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { node, root, setUp } from './set-up.mjs';

/** Lower levels first: the types of a package are read from what is built of those below it. */
const PACKAGES = [
  'packages/contract',
  'packages/core',
  'packages/client',
  'packages/store',
  'packages/sdk',
  'packages/deploy',
  'infrastructure/ecs',
  'infrastructure/process',
  'packages/engine',
  'packages/worker',
  'apps/server',
  'apps/signalbox',
];

setUp();
for (const folder of PACKAGES) {
  rmSync(join(root, folder, 'dist'), { recursive: true, force: true });
  const words = [join(root, 'node_modules/typescript/bin/tsc'), '--project', join(root, folder, 'tsconfig.build.json')];
  const { status } = spawnSync(node, words, { stdio: 'inherit' });
  if (status !== 0) {
    console.error(`${folder} could not be built.`);
    process.exit(1);
  }
}
