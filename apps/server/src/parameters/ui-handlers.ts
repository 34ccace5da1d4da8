// server: whether what somebody typed into a form fits.
import { validateValues } from '@signalbox/engine';
import type { HandlersOf } from '../http/handler.ts';

export const ui_schemas: HandlersOf<'ui_schemas'> = {
  validate: async ({ body }, { engine }) => ({
    status: 200,
    body: await validateValues(engine, body.schema, body.values),
  }),
};
