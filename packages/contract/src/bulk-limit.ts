// contract: how many objects one request changes or deletes.
import { z } from 'zod';

/** At most and by default 50; unnamed in the API's document, where each body has its own. */
export const bulkLimit = z.int().min(1).max(50).default(50);
