import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepsOf } from './pull-steps.ts';

test('a step is its own name with its inputs as text', () => {
  const steps = [
    { 'prefect.deployments.steps.git_clone': { repository: 'https://example.org/a.git', branch: null, depth: 1 } },
    { set_working_directory: null },
  ];
  assert.deepEqual(stepsOf(steps), [
    {
      name: 'git_clone',
      inputs: [
        ['repository', 'https://example.org/a.git'],
        ['branch', 'null'],
        ['depth', '1'],
      ],
    },
    { name: 'set_working_directory', inputs: [] },
  ]);
  assert.deepEqual(stepsOf(null), []);
});
