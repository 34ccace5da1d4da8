// browser tests: a flow that runs until it is cancelled.
import { setTimeout as pause } from 'node:timers/promises';
import { flow, getLogger } from '@signalbox/sdk';

export const long = flow({ name: 'long' }, async () => {
  for (let tick = 1; tick < 600; tick += 1) {
    getLogger().info('tick %d', tick);
    await pause(500);
  }
});
