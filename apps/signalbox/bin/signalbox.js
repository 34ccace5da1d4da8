#!/usr/bin/env node
// signalbox: the executable. Runs what is published (dist) or, in a checkout, the sources with the checkout's own Node.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath, pathToFileURL } from 'node:url';

const OLDEST_NODE = 24;
const fromHere = (path) => fileURLToPath(new URL(path, import.meta.url));

const sources = fromHere('../src/main.ts');
const isCheckout = existsSync(sources);
const isRecentNode = Number(process.versions.node.split('.')[0]) >= OLDEST_NODE;

function runWith(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal sends SIGINT to both; sent to this process alone, it must reach the other too.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(`${node} could not be started: ${error.message}`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}

async function run() {
  const { enableCompileCache } = await import('node:module');
  enableCompileCache();
  if (isCheckout) {
    const { useSources } = await import('./use-sources.js');
    useSources();
    await import(pathToFileURL(sources).href);
  } else {
    await import('../dist/main.js');
  }
}

if (isRecentNode) {
  await run();
} else {
  const node = fromHere('../../../node_modules/.bin/node');
  if (isCheckout && existsSync(node)) {
    runWith(node);
  } else {
    console.error(
      `Signalbox needs Node.js ${OLDEST_NODE} or newer, and this is ${process.versions.node}. ` +
        (isCheckout
          ? 'Run `npm install` in the checkout: it brings one.'
          : 'Install one from https://nodejs.org and try again.'),
    );
    process.exitCode = 1;
  }
}
