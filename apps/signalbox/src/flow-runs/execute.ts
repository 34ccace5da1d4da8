// signalbox: `signalbox flow-run execute`
import type { Command } from 'commander';
import type { GlobalOptions } from '../program.ts';
import { commandSettings } from '../settings.ts';
import { executeNamedRun } from './execute-named-run.ts';

/** The SDK reads its settings from the environment, so that is where those of the command line go. */
export async function executeFromCommand(command: Command, id: string | undefined): Promise<void> {
  const { apiUrl, profile } = command.optsWithGlobals<GlobalOptions>();
  const { api_url, api_key, auth_string } = commandSettings({ api_url: apiUrl, profile });
  process.env.SIGNALBOX_API_URL = api_url;
  if (api_key !== null) process.env.SIGNALBOX_API_KEY = api_key;
  if (auth_string !== null) process.env.SIGNALBOX_API_AUTH_STRING = auth_string;
  await executeNamedRun(id);
}
