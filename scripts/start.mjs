// scripts: `npm start`: server, dashboard and worker of a checkout in one process, with the examples deployed.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { bundle, node, root, setUpToStart } from './set-up.mjs';

try {
  setUpToStart();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

const words = ['dev', '--folder', join(root, 'examples'), '--database', join(root, '.signalbox', 'signalbox.db')];
const child = spawn(node, [bundle, ...words, ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
// A terminal sends SIGINT to both; sent to this process alone, it must reach the other too.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
