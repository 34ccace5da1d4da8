// server: answers about the limits of tags.
import {
  deleteTagLimit,
  giveBackTagSlots,
  pageLimit,
  readTagLimit,
  resetTagLimit,
  saveTagLimit,
  takeTagSlots,
} from '@signalbox/engine';
import { listTagLimits } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const tag_concurrency_limits: HandlersOf<'tag_concurrency_limits'> = {
  create: async ({ body }, { engine }) => {
    const { limit, created } = await saveTagLimit(engine, body);
    return { status: created ? 201 : 200, body: limit };
  },
  read: async ({ params }, { engine }) => ({ status: 200, body: await readTagLimit(engine, params) }),
  delete: async ({ params }, { engine }) => {
    await deleteTagLimit(engine, params);
    return { status: 200, body: null };
  },
  read_by_tag: async ({ params }, { engine }) => ({ status: 200, body: await readTagLimit(engine, params) }),
  delete_by_tag: async ({ params }, { engine }) => {
    await deleteTagLimit(engine, params);
    return { status: 200, body: null };
  },
  filter: async ({ body }, { engine }) => {
    const page = { limit: pageLimit(engine, body.limit), offset: body.offset, now: engine.clock() };
    return { status: 200, body: await listTagLimits(engine.store.read, page) };
  },
  reset: async ({ params, body }, { engine }) => {
    await resetTagLimit(engine, params.tag, body.slot_override ?? []);
    return { status: 200, body: null };
  },
  increment: async ({ body }, { engine }) => ({
    status: 200,
    body: await takeTagSlots(engine, body.task_run_id, body.names),
  }),
  decrement: async ({ body }, { engine }) => ({
    status: 200,
    body: await giveBackTagSlots(engine, body.task_run_id, body.names),
  }),
};
