// signalbox: deploys in a process of its own: flow files are imported afresh each time, and what they do stays out of
// the process of the server.
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { DeployedEntry } from '../deploy/deployed-entry.ts';

const BIN = fileURLToPath(new URL('../../bin/signalbox.js', import.meta.url));

/** What `signalbox deploy` says in that folder. Rejects with its message when it fails. */
export async function deployInChild(folder: string, api_url: string, signal: AbortSignal): Promise<DeployedEntry[]> {
  const child = spawn(process.execPath, [BIN, '--output', 'json', '--api-url', api_url, 'deploy'], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const [output, complaint, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  if (code === 0) return JSON.parse(output);
  throw new Error(complaint.trim().replace(/^Error: /, '') || `signalbox deploy ended with exit code ${code}.`);
}
