// tests: the worker of Prefect takes a run of the same ecs pool, and says in the same form what it has started.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DescribeTasksCommand } from '@aws-sdk/client-ecs';
import { baseJobTemplateFor } from '@signalbox/core';
import { ecsInfrastructure } from '@signalbox/infrastructure-ecs';
import { eventually, openHouse } from '@signalbox/testkit';
import { openMoto } from './aws.ts';
import { jobOn } from './ecs-jobs.ts';
import { counterpart, startServer } from './server-program.ts';

const PATIENCE_MS = 90_000;

test("Prefect's worker starts a run of our pool, and identifies its task as we do", async () => {
  await using open = new AsyncDisposableStack();
  const aws = open.use(await openMoto());
  const house = open.use(await openHouse());
  const home = await mkdtemp(join(tmpdir(), 'signalbox-prefect-aws-'));
  open.defer(() => rm(home, { recursive: true, force: true }));
  const { job_configuration, variables } = baseJobTemplateFor('ecs');
  const { properties } = variables;
  const aws_credentials = { allOf: [{ $ref: '#/definitions/AwsCredentials' }], default: aws.credentials() };
  const definition = { ...Object(job_configuration.task_definition) };
  // The one that only plays tasks asks for the memory of the container.
  definition.containerDefinitions = [{ image: '{{ image }}', name: '{{ container_name }}', memory: 512 }];
  const base_job_template = {
    job_configuration: { ...job_configuration, task_definition: definition },
    variables: { ...variables, properties: { ...Object(properties), aws_credentials } },
  };
  await house.client.work_pools.create({ body: { name: 'aws', type: 'ecs', base_job_template } });
  const { id: flow_id } = await house.client.flows.create({ body: { name: 'flow' } });
  const deployment = { name: 'tests', flow_id, entrypoint: 'flow.py:flow', work_pool_name: 'aws' };
  const { id } = await house.client.deployments.create({ body: deployment });
  const run = await house.client.deployments.create_flow_run({
    params: { id },
    body: { state: { type: 'SCHEDULED' }, job_variables: { image: 'shop:1' } },
  });
  const words = ['worker', 'start', '--pool', 'aws', '--type', 'ecs', '--install-policy', 'never'];
  const env = { PATH: process.env.PATH, PREFECT_HOME: home, PREFECT_API_URL: house.api_url, DO_NOT_TRACK: '1' };
  const worker = open.use(
    await startServer(0, [counterpart('prefect-aws/bin/prefect'), ...words], env, async () => true),
  );
  const identified = async () => (await house.client.flow_runs.read({ params: { id: run.id } })).infrastructure_pid;
  const identifier = await eventually('an identifier', identified, PATIENCE_MS).catch((error: unknown) => {
    throw new Error(worker.output(), { cause: error });
  });
  const [cluster, task] = identifier.split('::');
  const { tasks } = await aws.ecs.send(new DescribeTasksCommand({ cluster, tasks: [task ?? ''] }));
  assert.equal(tasks?.[0]?.taskArn, task);
  using infrastructure = ecsInfrastructure();
  const configuration = { network_configuration: null };
  const ours = await infrastructure.submit(jobOn(aws, { configuration, logs: false }));
  assert.equal(ours.identifier.split('::')[0], cluster);
});
