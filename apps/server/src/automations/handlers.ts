// server: answers about automations. There are none yet, so no deployment owns one.
import type { HandlersOf } from '../http/handler.ts';

export const automations: HandlersOf<'automations'> = {
  list_related_to: async () => ({ status: 200, body: [] }),
  delete_owned_by: async () => ({ status: 202, body: null }),
};
