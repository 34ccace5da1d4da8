// ecs: tests of what is said of a task that has stopped.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Task } from '@aws-sdk/client-ecs';
import { stoppedReason } from './stopped-reason.ts';

const cases: Readonly<Record<string, readonly [Task, RegExp | null]>> = {
  'an exit code says all': [
    {
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [{ name: 'prefect', exitCode: 1 }],
    },
    null,
  ],
  'too much memory': [
    {
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [
        { name: 'prefect', exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
      ],
    },
    /more memory than it may.*OutOfMemoryError/,
  ],
  'no image': [
    {
      stopCode: 'TaskFailedToStart',
      stoppedReason: 'CannotPullContainerError: pull image manifest has been retried 1 time(s)',
      containers: [{ name: 'prefect' }],
    },
    /^The image could not be pulled\..*execution_role_arn/,
  ],
  'no secrets': [
    { stopCode: 'TaskFailedToStart', stoppedReason: 'ResourceInitializationError: unable to pull secrets' },
    /could not be prepared/,
  ],
  'Spot capacity taken back': [
    {
      stopCode: 'SpotInterruption',
      stoppedReason: 'Your Spot Task was interrupted.',
      containers: [{ name: 'prefect', exitCode: 143 }],
    },
    /^AWS took the capacity/,
  ],
  'stopped on request': [
    { stopCode: 'UserInitiated', stoppedReason: 'by me', containers: [{ name: 'prefect', exitCode: 137 }] },
    /^The task was stopped on request\. ECS says: by me\.$/,
  ],
  'the end of another container': [
    {
      stopCode: 'EssentialContainerExited',
      stoppedReason: 'Essential container in task exited',
      containers: [
        { name: 'prefect', exitCode: 143 },
        { name: 'proxy', exitCode: 2 },
      ],
    },
    /^The container proxy beside that of the run ended with exit code 2/,
  ],
  'a machine that is gone': [
    { stopCode: 'TerminationNotice', stoppedReason: 'Host EC2 (instance i-1) terminated.' },
    /the machine below it is taken away/,
  ],
  'words that nobody knows': [{ stoppedReason: 'Something new' }, /^The task ended\. ECS says: Something new\.$/],
};

for (const [what, [task, expected]] of Object.entries(cases))
  test(what, () => {
    const reason = stoppedReason(task, 'prefect');
    if (expected === null) assert.equal(reason, null);
    else assert.match(reason ?? '', expected);
  });
