// tests: a flow that takes a few seconds, in tasks that log, and notes each start and end of its process.
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { flow, getLogger, task } from '@signalbox/sdk';
import { z } from 'zod';

const step = task({ name: 'step' }, async (number: number, milliseconds: number) => {
  await sleep(milliseconds);
  getLogger().info(`step ${number}`);
  return number;
});

/** `notes` is a file that gets a line `start <run> <pid>` and, when all steps are done, a line `end <run> <pid>`. */
export const steady = flow(
  {
    name: 'steady',
    parameters: z.object({ notes: z.string(), steps: z.number(), milliseconds: z.number() }),
  },
  async ({ notes, steps, milliseconds }, { id }) => {
    const note = (what: string): void => appendFileSync(notes, `${what} ${id} ${process.pid}\n`);
    note('start');
    for (let number = 0; number < steps; number++) await step(number, milliseconds);
    note('end');
    return steps;
  },
);
