// browser tests: a flow that always fails.
import { flow, task } from '@signalbox/sdk';

const check = task({ name: 'check' }, async () => {
  throw new Error('column "wind" is missing');
});

export const failing = flow({ name: 'failing' }, async () => {
  await check();
});
