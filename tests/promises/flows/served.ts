// tests: a script that serves one flow until it is told to end.
import { flow, getLogger, task } from '@signalbox/sdk';
import { z } from 'zod';

const double = task({ name: 'double' }, async (n: number) => n * 2);

const served = flow(
  { name: 'served', parameters: z.object({ n: z.int().default(1) }), persistResult: true },
  async ({ n }) => {
    getLogger().info('n is %d', n);
    return double(n);
  },
);

await served.serve({ name: 'here', parameters: { n: 20 } });
