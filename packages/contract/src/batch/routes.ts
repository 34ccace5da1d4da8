// contract: routes of batches. A Prefect server has none and answers 404.
import { route } from '../route.ts';
import { Batch, BatchResult } from './batch.ts';

export const batch = {
  /** Carries out the calls in their order, all of them or none. */
  run: route({ id: 'batch.run', method: 'POST', path: '/batch', body: Batch, responses: { 200: BatchResult } }),
};
