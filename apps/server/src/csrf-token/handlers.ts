// server: CSRF tokens, where the server wants them. Without, it refuses changes from other sites by their Origin.
import { ApiError } from '@signalbox/contract';
import type { HandlersOf } from '../http/handler.ts';

export const csrf_token: HandlersOf<'csrf_token'> = {
  create: async ({ query }, { csrf }) => {
    // Prefect's clients stop asking at this answer.
    if (csrf === null) throw new ApiError('unprocessable', 'CSRF protection is disabled.');
    return { status: 200, body: csrf.issue(query.client) };
  },
};
