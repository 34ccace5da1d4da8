// signalbox: carries out pull steps, with the blocks and variables of the server that they refer to.
import { createClient } from '@signalbox/client';
import { findReferences } from '@signalbox/core';
import { readReferences, runPullSteps } from '@signalbox/deploy';
import { commandSettings } from '../settings.ts';

export async function pullCode(steps: readonly Readonly<Record<string, unknown>>[], cwd: string): Promise<string> {
  const { api_url, api_key, auth_string } = commandSettings({});
  const client = createClient({
    api_url,
    ...(api_key !== null && { api_key }),
    ...(auth_string !== null && { auth_string }),
  });
  const blocks = await readReferences(client, findReferences(steps));
  const { directory } = await runPullSteps(steps, { cwd, blocks, say: (line) => console.log(line) });
  return directory;
}
