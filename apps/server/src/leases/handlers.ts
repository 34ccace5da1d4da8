// server: answers about the leases on flow runs.
import { claimFlowRunLease, releaseFlowRunLease, renewFlowRunLease } from '@signalbox/engine';
import type { HandlersOf } from '../http/handler.ts';

export const flow_run_leases: HandlersOf<'flow_run_leases'> = {
  claim: async ({ params, body }, { engine }) => ({
    status: 201,
    body: await claimFlowRunLease(engine, params.id, body),
  }),
  renew: async ({ params, body }, { engine }) => ({
    status: 200,
    body: await renewFlowRunLease(engine, params.id, body),
  }),
  release: async ({ params, body }, { engine }) => {
    await releaseFlowRunLease(engine, params.id, body);
    return { status: 204, body: null };
  },
};
