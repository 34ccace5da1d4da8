// signalbox: carries out pull steps, with the blocks and variables of the server that they refer to.
import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@signalbox/client';
import { findReferences } from '@signalbox/core';
import { readReferences, runPullSteps } from '@signalbox/deploy';
import { homeFolder } from '@signalbox/sdk/settings';
import { commandSettings } from '../settings.ts';

/** Null where nothing can be kept, as in many containers: then code is fetched for this run alone. */
function cacheDirectory(): string | null {
  const path = join(homeFolder(), 'cache', 'git');
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    accessSync(path, constants.W_OK);
    return path;
  } catch {
    // A home that is not there or not to be written to keeps nobody from working.
    return null;
  }
}

export async function pullCode(steps: readonly Readonly<Record<string, unknown>>[], cwd: string): Promise<string> {
  const { api_url, api_key, auth_string } = commandSettings({});
  const client = createClient({
    api_url,
    ...(api_key !== null && { api_key }),
    ...(auth_string !== null && { auth_string }),
  });
  const blocks = await readReferences(client, findReferences(steps));
  const say = (line: string): void => console.log(line);
  const { directory } = await runPullSteps(steps, { cwd, blocks, say, cache_directory: cacheDirectory() });
  return directory;
}
