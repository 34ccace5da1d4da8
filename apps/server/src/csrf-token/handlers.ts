// server: CSRF tokens. The guard refuses changes from other sites by their Origin, so none are needed.
import { ApiError } from '@signalbox/contract';
import type { HandlersOf } from '../http/handler.ts';

export const csrf_token: HandlersOf<'csrf_token'> = {
  create: async () => {
    // Prefect's clients stop asking at this answer.
    throw new ApiError('unprocessable', 'CSRF protection is disabled.');
  },
};
