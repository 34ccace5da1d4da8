// signalbox: the settings that a profile may hold.
import { UsageError } from '../command-error.ts';

interface KnownSetting {
  readonly description: string;
  readonly secret?: boolean;
}

export const KNOWN_SETTINGS: Readonly<Record<string, KnownSetting>> = {
  SIGNALBOX_API_URL: { description: 'the API of the server' },
  SIGNALBOX_API_KEY: { description: 'the key sent as Authorization: Bearer', secret: true },
  SIGNALBOX_API_AUTH_STRING: { description: 'user:password, sent as Authorization: Basic', secret: true },
};

export function assertKnown(name: string): void {
  if (!Object.hasOwn(KNOWN_SETTINGS, name))
    throw new UsageError(
      `There is no setting ${name}. There are:\n${Object.entries(KNOWN_SETTINGS)
        .map(([known, { description }]) => `  ${known}: ${description}`)
        .join('\n')}`,
    );
}

/** Secrets as stars, however long they are. */
export const maskedSettings = (settings: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, KNOWN_SETTINGS[name]?.secret === true ? '********' : value]),
  );
