// contract: automations: what is done when something happens, or does not.
import { z } from 'zod';
import { AutomationId, Timestamp } from '../scalars.ts';
import { Action } from './action.ts';
import { Trigger } from './trigger.ts';

const core = {
  name: z.string(),
  description: z.string().default(''),
  enabled: z.boolean().default(true),
  tags: z.array(z.string()).default([]),
  trigger: Trigger,
  /** Done each time that the trigger fires. */
  actions: z.array(Action),
  /** Done each time that the trigger fires, after `actions`. */
  actions_on_trigger: z.array(Action).default([]),
  /** Kept, and never done: a trigger that has fired is not said to be resolved, as on a Prefect server. */
  actions_on_resolve: z.array(Action).default([]),
};

export const Automation = z.object({
  ...core,
  id: AutomationId,
  created: Timestamp.nullable().default(null),
  updated: Timestamp.nullable().default(null),
});
export type Automation = z.output<typeof Automation>;

export const AutomationCreate = z.strictObject({
  ...core,
  /** The resource with which the automation goes, for instance `prefect.deployment.<id>`. */
  owner_resource: z.string().nullable().default(null),
});
export type AutomationCreate = z.output<typeof AutomationCreate>;

export const AutomationUpdate = z.strictObject(core);
export type AutomationUpdate = z.output<typeof AutomationUpdate>;

export const AutomationPartialUpdate = z.strictObject({ enabled: z.boolean().default(true) });
export type AutomationPartialUpdate = z.output<typeof AutomationPartialUpdate>;
