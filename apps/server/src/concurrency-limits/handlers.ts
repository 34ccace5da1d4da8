// server: answers about concurrency limits and the slots of them.
import { LeaseId } from '@signalbox/contract';
import {
  createConcurrencyLimit,
  deleteConcurrencyLimit,
  giveBackSlots,
  pageLimit,
  readConcurrencyLimit,
  releaseSlotLease,
  renewSlotLease,
  takeSlots,
  updateConcurrencyLimit,
} from '@signalbox/engine';
import { listConcurrencyLimits } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const concurrency_limits: HandlersOf<'concurrency_limits'> = {
  create: async ({ body }, { engine }) => ({ status: 201, body: await createConcurrencyLimit(engine, body) }),
  read: async ({ params }, { engine }) => ({
    status: 200,
    body: await readConcurrencyLimit(engine, params.id_or_name),
  }),
  update: async ({ params, body }, { engine }) => {
    await updateConcurrencyLimit(engine, params.id_or_name, body);
    return { status: 204, body: null };
  },
  delete: async ({ params }, { engine }) => {
    await deleteConcurrencyLimit(engine, params.id_or_name);
    return { status: 204, body: null };
  },
  filter: async ({ body }, { engine }) => {
    const page = { limit: pageLimit(engine, body.limit), offset: body.offset, now: engine.clock() };
    return { status: 200, body: await listConcurrencyLimits(engine.store.read, page) };
  },
  increment: async ({ body }, { engine, signal }) => {
    const { names, slots, mode } = body;
    const { limits } = await takeSlots(engine, { names, slots, mode, lease: null }, signal);
    return { status: 200, body: [...limits] };
  },
  increment_with_lease: async ({ body }, { engine, signal }) => {
    const { names, slots, mode, lease_duration, holder } = body;
    const lease = { duration_seconds: lease_duration, holder: holder ?? null };
    const { lease_id, limits } = await takeSlots(engine, { names, slots, mode, lease }, signal);
    return { status: 200, body: { lease_id: LeaseId.parse(lease_id), limits: [...limits] } };
  },
  decrement: async ({ body }, { engine }) => ({ status: 200, body: await giveBackSlots(engine, body) }),
  decrement_with_lease: async ({ body }, { engine }) => {
    await releaseSlotLease(engine, body.lease_id);
    return { status: 204, body: null };
  },
  renew_lease: async ({ params, body }, { engine }) => {
    await renewSlotLease(engine, params.lease_id, body.lease_duration);
    return { status: 204, body: null };
  },
};
