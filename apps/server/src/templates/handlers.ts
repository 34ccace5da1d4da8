// server: whether a text is a template.
import { checkTemplate, TemplateError } from '@signalbox/engine';
import type { HandlersOf } from '../http/handler.ts';

function validated(source: string) {
  try {
    checkTemplate(source);
    return { status: 204, body: null } as const;
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const line = source.split('\n').length;
    return { status: 422, body: { error: { line, message: error.message, source } } } as const;
  }
}

export const templates: HandlersOf<'templates'> = { validate: async ({ body }) => validated(body) };

export const automation_templates: HandlersOf<'automation_templates'> = {
  validate: async ({ body }) => validated(body),
};
