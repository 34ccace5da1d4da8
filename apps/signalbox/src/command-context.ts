// signalbox: what every command stands on: a client of the chosen server, and the way results are written.
import type { Client } from '@signalbox/client';
import type { Command } from 'commander';
import type { GlobalOptions, Output } from './program.ts';
import { commandSettings } from './settings.ts';

export interface Writer {
  readonly output: Output;
  /** Writes a result: as JSON the value itself, as text what the function makes of it. */
  show(value: unknown, text: () => string): void;
  /** Writes what is only for people, and never into JSON. */
  say(text: string): void;
}

export interface CommandContext extends Writer {
  readonly client: Client;
  readonly now: () => number;
}

export function writerOf(command: Command): Writer {
  const { output } = command.optsWithGlobals<GlobalOptions>();
  return {
    output,
    show: (value, text) => console.log(output === 'json' ? JSON.stringify(value, null, 2) : text()),
    say: (text) => {
      if (output === 'text') console.log(text);
    },
  };
}

/** What a command knows of its server beside what the command line says of all. */
export interface ServerChoice {
  /** Null: the profile says. */
  readonly url?: string | null;
  readonly profile?: string | undefined;
}

/** The context of a command that talks to a server: that of `--api-url`, else the chosen one, else as the profile says. */
export async function openContext(command: Command, chosen: ServerChoice = {}): Promise<CommandContext> {
  const { createClient } = await import('@signalbox/client');
  const { apiUrl, profile } = command.optsWithGlobals<GlobalOptions>();
  const { api_url, api_key, auth_string } = commandSettings({
    api_url: apiUrl ?? chosen.url ?? undefined,
    profile: chosen.profile ?? profile,
  });
  // A person waits: a server that is not there is told at once. Commands that must last try again by themselves.
  const client = createClient({
    api_url,
    retries: 1,
    ...(api_key !== null && { api_key }),
    ...(auth_string !== null && { auth_string }),
  });
  return { ...writerOf(command), client, now: Date.now };
}
