// core: the work pool type `process:push`: runs as processes on the machine of the server.
import { processWorkPool } from './process-work-pool.ts';
import type { WorkPoolType } from './work-pool-type.ts';

export const processPushWorkPool: WorkPoolType = {
  ...processWorkPool,
  type: 'process:push',
  display_name: 'Process - Push',
  description:
    'Runs each flow run as a process on the machine of the server, with no worker. The server must allow it.',
};
