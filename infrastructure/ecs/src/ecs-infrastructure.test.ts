import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SubmitError } from '@signalbox/core';
import { ecsInfrastructure } from './ecs-infrastructure.ts';

const reference = (aws_credentials: object) => ({
  flow_run_id: '0198f1c2-0000-7000-8000-000000000001',
  attempt: 1,
  configuration: { aws_credentials },
});
const job = (aws_credentials: object) => ({
  ...reference(aws_credentials),
  name: 'run',
  command: ['true'],
  env: {},
  labels: {},
});

test('where no identity is lent, credentials without keys are refused before AWS is asked', async () => {
  using infrastructure = ecsInfrastructure({ own_identity: false });
  for (const credentials of [{}, { profile_name: 'admin' }, { region_name: 'eu-central-1' }]) {
    const refused = (error: unknown) => error instanceof SubmitError && /does not lend/.test(error.message);
    await assert.rejects(infrastructure.submit(job(credentials)), refused);
    await assert.rejects(infrastructure.find(reference(credentials)), refused);
  }
});
