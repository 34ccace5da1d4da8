// scripts: puts the command line with all that it imports into a few files below .cache/bundle, for `npm start`: a
// thousand modules take 0.8 s to find and load, the same code in a few files 0.2 s.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { bundle, root } from './set-up.mjs';

const folder = join(bundle, '..');

/** Clients of clouds, which few need: they are loaded from where they are installed, if they are. */
const { peerDependencies: clouds } = JSON.parse(readFileSync(join(root, 'packages/deploy/package.json'), 'utf8'));

/** Sources look for files beside them, so in the bundle they keep saying where they themselves are. */
const keepPlaces = {
  name: 'keep-places',
  transform: (code, id) =>
    id.includes('node_modules') || !code.includes('import.meta.url')
      ? null
      : { code: code.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)), map: null },
};

rmSync(folder, { recursive: true, force: true });
await build({
  input: join(root, 'apps/signalbox/src/main.ts'),
  platform: 'node',
  resolve: { conditionNames: ['source', 'node', 'import'] },
  // Parts of ws for faster sockets that nobody has to have: it does without.
  external: ['bufferutil', 'utf-8-validate', ...Object.keys(clouds)],
  plugins: [keepPlaces],
  logLevel: 'silent',
  output: { dir: folder, format: 'esm', entryFileNames: 'main.js' },
});
writeFileSync(
  bundle,
  `import { enableCompileCache } from 'node:module';
enableCompileCache();
const { useSources } = await import(${JSON.stringify(pathToFileURL(join(root, 'apps/signalbox/bin/use-sources.js')).href)});
useSources();
await import('./main.js');
`,
);
