// engine: servers that share a database must encrypt with the same key, or neither could read the other's secrets.
import { findServerSetting, saveServerSetting } from '@signalbox/store';
import type { Engine } from '../engine.ts';
import { DecryptionError } from './cipher.ts';

const SETTING = 'encryption_check';
const OWNER = 'the servers on one database';

/** @throws DecryptionError that says where the key comes from, when it is not the one of the servers before */
export async function checkSharedKey(engine: Engine): Promise<void> {
  if (engine.store.broadcast === null) return;
  const sealed = await findServerSetting(engine.store.read, SETTING);
  if (sealed === null) {
    const value = engine.secrets.encrypt('', OWNER);
    await engine.write(({ transaction, now }) =>
      saveServerSetting(transaction, { name: SETTING, value, updated: now }),
    );
    return;
  }
  try {
    engine.secrets.decrypt(sealed, OWNER);
  } catch (error) {
    throw new DecryptionError(
      'The servers that used this database before had another encryption key: give all of them the same SIGNALBOX_ENCRYPTION_KEY.',
      { cause: error },
    );
  }
}
