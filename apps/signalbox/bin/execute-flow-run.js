// signalbox: executes one flow run in this process and nothing else: what a worker starts for a flow of Node.
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { fileURLToPath } from 'node:url';

enableCompileCache();

const sources = new URL('../src/flow-runs/execute-flow-run.ts', import.meta.url);
if (existsSync(fileURLToPath(sources))) {
  const { useSources } = await import('./use-sources.js');
  useSources();
  await import(sources.href);
} else {
  await import('../dist/flow-runs/execute-flow-run.js');
}
