// api: the credentials of a server that wants some, kept on this device or as long as the tab is open.
import type { Credentials } from '@signalbox/client';

export const CREDENTIALS_KEY = 'signalbox-credentials';

type Drawer = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface CredentialStore {
  /** Null where none are kept, or nothing that can be read. */
  saved(): Credentials | null;
  /** Takes the place of what was kept before. */
  keep(credentials: Credentials, remember: boolean): void;
  forget(): void;
}

function credentialsFrom(text: string | null): Credentials | null {
  if (text === null) return null;
  try {
    const { api_key, auth_string }: Record<string, unknown> = JSON.parse(text) ?? {};
    if (typeof api_key === 'string') return { api_key };
    return typeof auth_string === 'string' ? { auth_string } : null;
  } catch {
    // Another program wrote it: as good as nothing.
    return null;
  }
}

/**
 * @param tab forgotten when the tab is closed
 * @param device kept until someone signs out
 */
export function credentialStore(tab: Drawer, device: Drawer): CredentialStore {
  const forget = (): void => {
    tab.removeItem(CREDENTIALS_KEY);
    device.removeItem(CREDENTIALS_KEY);
  };
  return {
    saved: () => credentialsFrom(tab.getItem(CREDENTIALS_KEY)) ?? credentialsFrom(device.getItem(CREDENTIALS_KEY)),
    keep: (credentials, remember) => {
      forget();
      (remember ? device : tab).setItem(CREDENTIALS_KEY, JSON.stringify(credentials));
    },
    forget,
  };
}
