// server: answers about variables.
import { notFound } from '@signalbox/contract';
import { createVariable, deleteVariable, pageLimit, updateVariable } from '@signalbox/engine';
import { countVariables, findVariable, findVariableByName, listVariables } from '@signalbox/store';
import type { HandlersOf } from '../http/handler.ts';

export const variables: HandlersOf<'variables'> = {
  create: async ({ body }, { engine }) => ({ status: 201, body: await createVariable(engine, body) }),
  read: async ({ params }, { engine }) => {
    const variable = await findVariable(engine.store.read, params.id);
    if (!variable) throw notFound('Variable');
    return { status: 200, body: variable };
  },
  update: async ({ params, body }, { engine }) => {
    await updateVariable(engine, { id: params.id }, body);
    return { status: 204, body: null };
  },
  delete: async ({ params }, { engine }) => {
    await deleteVariable(engine, { id: params.id });
    return { status: 204, body: null };
  },
  read_by_name: async ({ params }, { engine }) => {
    const variable = await findVariableByName(engine.store.read, params.name);
    if (!variable) throw notFound('Variable');
    return { status: 200, body: variable };
  },
  update_by_name: async ({ params, body }, { engine }) => {
    await updateVariable(engine, { name: params.name }, body);
    return { status: 204, body: null };
  },
  delete_by_name: async ({ params }, { engine }) => {
    await deleteVariable(engine, { name: params.name });
    return { status: 204, body: null };
  },
  filter: async ({ body }, { engine }) => {
    const page = { sort: body.sort, limit: pageLimit(engine, body.limit), offset: body.offset };
    return { status: 200, body: await listVariables(engine.store.read, { filter: body.variables, ...page }) };
  },
  count: async ({ body }, { engine }) => ({
    status: 200,
    body: await countVariables(engine.store.read, body.variables),
  }),
};
