// signalbox: a file beside the database says which server has it open, for flows that would start one of their own.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';

const pathBeside = (database_path: string): string => `${database_path}.server.json`;

export function announceServer(database_path: string, api_url: string): Disposable {
  const path = pathBeside(database_path);
  writeFileSync(path, JSON.stringify({ api_url, pid: process.pid }), { mode: 0o600 });
  return { [Symbol.dispose]: () => rmSync(path, { force: true }) };
}

async function isHealthy(api_url: string): Promise<boolean> {
  try {
    return (await fetch(`${api_url}/health`, { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    // The file was left by a server that was killed.
    return false;
  }
}

/** The API of the server that has the database open; null when none answers. */
export async function findRunningServer(database_path: string): Promise<string | null> {
  let api_url: unknown;
  try {
    ({ api_url } = JSON.parse(readFileSync(pathBeside(database_path), 'utf8')));
  } catch {
    // No file, or one that was being written by a server that was killed.
    return null;
  }
  return typeof api_url === 'string' && (await isHealthy(api_url)) ? api_url : null;
}
