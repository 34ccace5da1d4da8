// server: answers to administrators.
import { readResultStorage, removeResultStorage, setResultStorage } from '@signalbox/engine';
import type { HandlersOf } from '../http/handler.ts';
import { shownSettings } from './shown-settings.ts';

/** The Prefect release whose API this server speaks: its clients compare their own major version with it. */
const PREFECT_VERSION = '3.8.8';

export const admin: HandlersOf<'admin'> = {
  version: async () => ({ status: 200, body: PREFECT_VERSION }),
  settings: async (_request, { engine }) => ({ status: 200, body: shownSettings(engine.settings) }),
  read_storage: async (_request, { engine }) => ({ status: 200, body: await readResultStorage(engine) }),
  update_storage: async ({ body }, { engine }) => ({
    status: 200,
    body: await setResultStorage(engine, body.default_result_storage_block_id),
  }),
  delete_storage: async (_request, { engine }) => {
    await removeResultStorage(engine);
    return { status: 204, body: null };
  },
};
