import { z } from 'zod';
import { route } from '../route.ts';
import { SchemaValuesValidationResponse } from './validation.ts';

/** Whether values that somebody types into a form fit its schema. */
export const ui_schemas = {
  validate: route({
    id: 'ui_schemas.validate',
    method: 'POST',
    path: '/ui/schemas/validate',
    body: z.object({
      schema: z.record(z.string(), z.unknown()),
      values: z.record(z.string(), z.unknown()),
    }),
    responses: { 200: SchemaValuesValidationResponse },
  }),
};
