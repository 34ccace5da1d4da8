// server: one push pool: a worker inside the server that submits its runs.
import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import { resolve } from 'node:path';
import type { Client } from '@signalbox/client';
import type { WorkPoolResponse } from '@signalbox/contract';
import { infrastructureTypeOf } from '@signalbox/core';
import { startWorker, type Turnstile, type Worker, type WorkerEvent, WorkPoolError } from '@signalbox/worker';
import type { ServerLog } from '../observability/server-log.ts';
import { processEnvironment } from './process-environment.ts';

export type PushedPool = Pick<Worker, 'finished' | 'drain' | 'leave'>;

export interface PushSurroundings {
  readonly client: Client;
  readonly log: ServerLog;
  readonly run_api_url: string;
  readonly processes: boolean;
  readonly node_command: readonly string[] | undefined;
  readonly state_directory: string;
  readonly submissions: Turnstile;
}

/**
 * The same after a restart, so that a server finds its leases again; another for each server on one database, also on one
 * machine, so that none takes the lease of another for its own.
 */
function workerName(state_directory: string, { id }: Pick<WorkPoolResponse, 'id'>): string {
  const place = createHash('sha256').update(resolve(state_directory)).digest('hex').slice(0, 8);
  return `push-${hostname()}-${place}-${id.slice(-8)}`;
}

function told(log: ServerLog, pool_name: string, event: WorkerEvent): void {
  if (event.type === 'trouble' || event.type === 'recovered') log.warning(`Work pool ${pool_name}: ${event.message}`);
  else if (event.type === 'run-started')
    log.info(event.found_again ? 'found again' : 'submitted', {
      flow_run_id: event.run.id,
      infrastructure: event.identifier,
    });
}

/** @throws WorkPoolError when this server does not serve pools of this type */
export async function servePool(
  { log, processes, node_command, ...given }: PushSurroundings,
  pool: Pick<WorkPoolResponse, 'id' | 'name' | 'type'>,
): Promise<PushedPool> {
  const infrastructure_type = infrastructureTypeOf(pool.type);
  if (infrastructure_type === 'process' && !processes)
    throw new WorkPoolError(
      'Its type process:push lets everyone who may create deployments run commands on the machine of the server, so the server must be told that they may: --push-processes or SIGNALBOX_PUSH_PROCESSES=true.',
    );
  return startWorker({
    ...given,
    work_pool_name: pool.name,
    work_pool_type: pool.type,
    infrastructure_type,
    name: workerName(given.state_directory, pool),
    // Templates can name every variable of it; only processes of this machine need some.
    environment: infrastructure_type === 'process' ? processEnvironment(process.env) : {},
    own_identity: false,
    tell: (event) => told(log, pool.name, event),
    ...(node_command !== undefined && { node_command }),
  });
}
