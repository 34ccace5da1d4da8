// server: answers about automations.
import { notFound } from '@signalbox/contract';
import {
  automationsRelatedTo,
  createAutomation,
  deleteAutomation,
  deleteAutomationsOf,
  pageLimit,
  setAutomationEnabled,
  updateAutomation,
} from '@signalbox/engine';
import { automationOf, countAutomations, findAutomation, listAutomations } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const automations: HandlersOf<'automations'> = {
  create: async ({ body }, { engine }) => ({ status: 201, body: await createAutomation(engine, body) }),
  update: async ({ params, body }, { engine }) => {
    await updateAutomation(engine, params.id, body);
    return { status: 204, body: null };
  },
  patch: async ({ params, body }, { engine }) => {
    await setAutomationEnabled(engine, params.id, body.enabled);
    return { status: 204, body: null };
  },
  delete: async ({ params }, { engine }) => {
    await deleteAutomation(engine, params.id);
    return { status: 204, body: null };
  },
  read: async ({ params }, { engine }) => {
    const automation = await findAutomation(engine.store.read, params.id);
    if (!automation) throw notFound('Automation');
    return { status: 200, body: automationOf(automation) };
  },
  filter: async ({ body }, { engine }) => {
    const page = { sort: body.sort, limit: pageLimit(engine, body.limit), offset: body.offset };
    const found = await listAutomations(engine.store.read, { filter: body.automations, ...page });
    return { status: 200, body: found.map(automationOf) };
  },
  count: async ({ body }, { engine }) => ({
    status: 200,
    body: await countAutomations(engine.store.read, body.automations),
  }),
  list_related_to: async ({ params }, { engine }) => ({
    status: 200,
    body: await automationsRelatedTo(engine, params.resource_id),
  }),
  delete_owned_by: async ({ params }, { engine }) => {
    await deleteAutomationsOf(engine, params.resource_id);
    return { status: 202, body: null };
  },
};
