// signalbox: the SQLite file of a server that is told none.
import { join } from 'node:path';
import { homeFolder } from '@signalbox/sdk/settings';

export const defaultDatabasePath = (): string =>
  process.env.SIGNALBOX_DATABASE_PATH || join(homeFolder(), 'signalbox.db');
