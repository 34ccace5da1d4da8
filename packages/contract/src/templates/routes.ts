// contract: whether a text is a template that can be rendered.
import { z } from 'zod';
import { route } from '../route.ts';

/** What is wrong with a template. */
export const TemplateRefusal = z.object({
  error: z.object({
    /** Lines of the text; it is wrong in one of them. */
    line: z.int(),
    message: z.string(),
    source: z.string(),
  }),
});

const responses = { 204: null, 422: TemplateRefusal } as const;

export const templates = {
  validate: route({
    id: 'templates.validate',
    method: 'POST',
    path: '/templates/validate',
    body: z.string().prefault(''),
    responses,
  }),
};

/** The same under the path that Prefect's dashboard asks. */
export const automation_templates = {
  validate: route({
    id: 'automation_templates.validate',
    method: 'POST',
    path: '/automations/templates/validate',
    body: z.string().prefault(''),
    responses,
  }),
};
