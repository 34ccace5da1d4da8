// contract: routes of the leases on flow runs.
import { z } from 'zod';
import { route } from '../route.ts';
import { FlowRunId } from '../scalars.ts';
import { Lease, LeaseClaim, LeaseRelease, LeaseRenewal } from './lease.ts';

export const flow_run_leases = {
  /** Claims the run: 201 with a new fencing number, or the same lease when the holder already has it; 409 while another holder's lease is alive. */
  claim: route({
    id: 'flow_run_leases.claim',
    method: 'POST',
    path: '/flow_runs/{id}/lease',
    params: z.object({ id: FlowRunId }),
    body: LeaseClaim,
    responses: { 201: Lease },
  }),
  /** Keeps the run: 410 when the lease has expired, was released, or was claimed by another. */
  renew: route({
    id: 'flow_run_leases.renew',
    method: 'POST',
    path: '/flow_runs/{id}/lease/renew',
    params: z.object({ id: FlowRunId }),
    body: LeaseRenewal,
    responses: { 200: Lease },
  }),
  /** Gives the run back without ending it. */
  release: route({
    id: 'flow_run_leases.release',
    method: 'POST',
    path: '/flow_runs/{id}/lease/release',
    params: z.object({ id: FlowRunId }),
    body: LeaseRelease,
    responses: { 204: null },
  }),
};
