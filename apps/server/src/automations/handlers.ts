// server: answers about automations. There are none yet, so no deployment owns one.
import type { HandlersOf } from '../http/handler.ts';

export const automations: HandlersOf<'automations'> = {
  delete_owned_by: async () => ({ status: 202, body: null }),
};
