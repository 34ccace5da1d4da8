// tests: a flow that only ends when it is made to, or ends its process in the way its argument says.
import { flow, getLogger } from '@signalbox/sdk';

const endless = flow({ name: 'endless' }, async (_, { signal }) => {
  getLogger().info('the last words');
  process.stdout.write('running\n');
  if (process.argv[2] === 'exit') process.exit(7);
  if (process.argv[2] === 'throw') {
    setTimeout(() => {
      throw new Error('out of the blue');
    });
  }
  const alive = setInterval(() => {}, 60_000);
  await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  clearInterval(alive);
});

await endless();
