// contract: a lease on a flow run: who answers for it, until when. An extension: a Prefect server has no such routes.
import { z } from 'zod';
import { Timestamp } from '../scalars.ts';

/** Seconds a lease lives without renewal, unless the claim says otherwise. */
export const DEFAULT_LEASE_SECONDS = 30;

/** The header of a state change by the holder of a lease; a smaller number than the run's current one is refused. */
export const FENCING_NUMBER_HEADER = 'signalbox-fencing-number';

export const LeaseClaim = z.strictObject({
  /** Who holds the lease: any text that stays the same for one worker or process. */
  holder: z.string().min(1).max(200),
  duration_seconds: z.number().min(1).max(3600).default(DEFAULT_LEASE_SECONDS),
});
export type LeaseClaim = z.output<typeof LeaseClaim>;

export const LeaseRenewal = z.strictObject({
  holder: z.string().min(1).max(200),
  fencing_number: z.int().min(1),
  duration_seconds: z.number().min(1).max(3600).default(DEFAULT_LEASE_SECONDS),
});
export type LeaseRenewal = z.output<typeof LeaseRenewal>;

export const LeaseRelease = z.strictObject({
  holder: z.string().min(1).max(200),
  fencing_number: z.int().min(1),
});
export type LeaseRelease = z.output<typeof LeaseRelease>;

export const Lease = z.object({
  holder: z.string(),
  /** Rises with every claim of the same run: who comes back with an old one is refused. */
  fencing_number: z.int(),
  expires_at: Timestamp,
});
export type Lease = z.output<typeof Lease>;
