// worker: what every part of a running worker knows.
import type { Client } from '@signalbox/client';
import type { Infrastructure } from '@signalbox/core';
import type { Capabilities } from './capabilities.ts';
import type { Turnstile } from './turnstile.ts';
import type { Tell } from './worker-event.ts';

export interface WorkerContext {
  readonly client: Client;
  readonly infrastructure: Infrastructure;
  readonly capabilities: Capabilities;
  readonly worker_name: string;
  /** The worker's name with its machine: two machines may use one name. */
  readonly lease_holder: string;
  readonly work_pool_name: string;
  /** The words before the flow run's id in the command that executes a flow of Node. */
  readonly node_command: readonly string[];
  /** Under which its runs reach the server. */
  readonly run_api_url: string;
  /** How many may be submitted at one time. */
  readonly submissions: Turnstile;
  /** Aborted, the runs are left to go on with nobody watching, and nothing is reported any more. */
  readonly signal: AbortSignal;
  /** The environment of the worker itself. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly tell: Tell;
}
