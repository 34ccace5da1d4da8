// server: answers to administrators.
import type { HandlersOf } from '../http/handler.ts';

/** The Prefect release whose API this server speaks: its clients compare their own major version with it. */
const PREFECT_VERSION = '3.8.8';

export const admin: HandlersOf<'admin'> = {
  version: async () => ({ status: 200, body: PREFECT_VERSION }),
};
