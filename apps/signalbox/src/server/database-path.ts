// signalbox: the SQLite file of a server that is told none.
import { join } from 'node:path';
import { homeDirectory } from '../profiles/profile-file.ts';

export const defaultDatabasePath = (): string =>
  process.env.SIGNALBOX_DATABASE_PATH || join(homeDirectory(), 'signalbox.db');
