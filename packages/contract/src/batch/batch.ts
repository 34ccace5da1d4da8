// contract: several changes in one transaction.
import { z } from 'zod';

/** What may be part of a batch, by the ids of their routes: what is declared as code. */
export const BATCHED_ROUTES: ReadonlySet<string> = new Set([
  'flows.create',
  'deployments.create',
  'deployments.update',
  'deployments.delete',
  'work_pools.create',
  'work_pools.update',
  'work_pools.delete',
  'variables.create',
  'variables.update_by_name',
  'variables.delete_by_name',
  'block_documents.create',
  'block_documents.update',
  'block_documents.delete',
  'automations.create',
  'automations.update',
  'automations.delete',
  'automations.delete_owned_by',
]);

/** More calls than these would keep others from writing for seconds. */
export const BATCHED_CALLS_AT_MOST = 5_000;

/** One call. A text `{{ calls.N.id }}` in its path or body is replaced by the id in the answer to call N, counted from 0, an earlier one. */
export const BatchCall = z
  .strictObject({
    method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
    /** Below the API's base, for instance `/deployments/`. */
    path: z.string().max(2_000).startsWith('/'),
    body: z.unknown().optional(),
  })
  .meta({ id: 'BatchCall' });
export type BatchCall = z.output<typeof BatchCall>;

export const Batch = z.strictObject({ calls: z.array(BatchCall).max(BATCHED_CALLS_AT_MOST) }).meta({ id: 'Batch' });

export const BatchAnswer = z.object({ status: z.int(), body: z.unknown() }).meta({ id: 'BatchAnswer' });
export type BatchAnswer = z.output<typeof BatchAnswer>;

/** The answers up to the first refusal. Unless `committed`, nothing was written, and the last answer says why. */
export const BatchResult = z
  .object({ committed: z.boolean(), answers: z.array(BatchAnswer) })
  .meta({ id: 'BatchResult' });
export type BatchResult = z.output<typeof BatchResult>;
