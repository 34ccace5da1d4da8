// server: answers about logs.
import { createLogs, pageLimit } from '@signalbox/engine';
import { listLogs } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const logs: HandlersOf<'logs'> = {
  create: async ({ body }, { engine }) => {
    await createLogs(engine, body);
    return { status: 201, body: null };
  },
  filter: async ({ body }, { engine }) => {
    const page = { sort: body.sort, limit: pageLimit(engine, body.limit), offset: body.offset };
    return { status: 200, body: await listLogs(engine.store.read, { filter: body.logs, ...page }) };
  },
};
