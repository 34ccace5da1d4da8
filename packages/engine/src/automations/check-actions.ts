// engine: what an action says is looked at before it is kept.
import { type Action, ApiError, type AutomationUpdate } from '@signalbox/contract';
import { templatesIn } from '../templates/render-values.ts';
import { checkTemplate, TemplateError } from '../templates/template.ts';

function templatesOf(action: Action): { readonly [field: string]: readonly string[] } {
  switch (action.type) {
    case 'call-webhook':
      return { payload: [action.payload] };
    case 'send-notification':
      return { subject: [action.subject], body: [action.body] };
    case 'run-deployment':
      return { parameters: templatesIn(action.parameters) };
    default:
      return {};
  }
}

/** @throws ApiError `invalid_request`, naming the field, for a template that cannot be rendered */
export function checkActions(automation: AutomationUpdate): void {
  for (const list of ['actions', 'actions_on_trigger', 'actions_on_resolve'] as const) {
    for (const [index, action] of automation[list].entries()) {
      for (const [field, templates] of Object.entries(templatesOf(action))) {
        for (const template of templates) check(template, `${list}.${index}.${field}`);
      }
    }
  }
}

function check(template: string, place: string): void {
  try {
    checkTemplate(template);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new ApiError('invalid_request', `${place}: ${error.message}`);
  }
}
