// server: answers about what blocks are capable of.
import { listBlockCapabilities } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const block_capabilities: HandlersOf<'block_capabilities'> = {
  list: async (_request, { engine }) => ({ status: 200, body: await listBlockCapabilities(engine.store.read) }),
};
