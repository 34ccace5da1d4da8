// ecs: tests of what RunTask is asked for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Job } from '@signalbox/core';
import { ecsConfiguration } from './ecs-configuration.ts';
import { runRequestOf } from './run-request.ts';
import { tagsFromLabels } from './tags.ts';
import { taskDefinitionOf } from './task-definition.ts';

const job: Job = {
  flow_run_id: 'a-run',
  attempt: 2,
  name: 'test',
  command: ['prefect', 'flow-run', 'execute', 'a-run'],
  env: { A: '1', PREFECT_API_KEY: 'k3y', SIGNALBOX_API_KEY: 'k3y' },
  labels: { 'prefect.io/work-pool-name': 'my pool', 'prefect.io/deployment-id': 'd-1' },
  configuration: {},
};

const requestOf = (configuration: Record<string, unknown>) =>
  runRequestOf(job, ecsConfiguration(configuration), 'prefect');
const definitionOf = (configuration: Record<string, unknown>) =>
  taskDefinitionOf(job, ecsConfiguration(configuration), 'eu-central-1');

test('FARGATE_SPOT is asked for as a capacity provider, which goes before a launch type', () => {
  const spot = requestOf({ task_run_request: { launchType: 'FARGATE_SPOT' } });
  assert.deepEqual(spot.capacityProviderStrategy, [{ capacityProvider: 'FARGATE_SPOT', weight: 1 }]);
  assert.equal(spot.launchType, undefined);
  const own = [{ capacityProvider: 'mine', weight: 1, base: 0 }];
  const strategy = requestOf({ task_run_request: { launchType: 'FARGATE', capacityProviderStrategy: own } });
  assert.deepEqual([strategy.capacityProviderStrategy, strategy.launchType], [own, undefined]);
});

test('variables that are not set leave nothing behind', () => {
  const task_run_request = {
    launchType: 'EC2',
    cluster: null,
    overrides: { cpu: null, taskRoleArn: null, containerOverrides: [{ name: null, cpu: null, environment: null }] },
  };
  assert.deepEqual(requestOf({ task_run_request }).overrides, {
    containerOverrides: [
      {
        name: 'prefect',
        command: job.command,
        environment: Object.entries(job.env).map(([name, value]) => ({ name, value })),
      },
    ],
  });
});

test('a key that comes from a secret is not in the environment', () => {
  const prefect_api_key_secret_arn = 'arn:aws:secretsmanager:eu-central-1:1:secret:key';
  const configuration = { prefect_api_key_secret_arn, task_definition: { executionRoleArn: 'arn:role' } };
  assert.doesNotMatch(JSON.stringify(requestOf(configuration)), /k3y/);
  assert.deepEqual(
    definitionOf(configuration).containerDefinitions?.[0]?.secrets?.map(({ name }) => name),
    ['PREFECT_API_KEY', 'SIGNALBOX_API_KEY'],
  );
});

test('more environment than ECS takes is refused before it is asked', () => {
  const huge = { ...job, env: { HUGE: 'x'.repeat(9000) } };
  assert.throws(() => runRequestOf(huge, ecsConfiguration({}), 'prefect'), /8192/);
});

test('a definition for Fargate has sizes, a network of its own and a family for the deployment', () => {
  const { containerDefinitions, ...definition } = definitionOf({ task_run_request: { launchType: 'FARGATE' } });
  assert.deepEqual(definition, {
    family: 'signalbox_my-pool_d-1',
    cpu: '1024',
    memory: '2048',
    networkMode: 'awsvpc',
    requiresCompatibilities: ['FARGATE'],
  });
  assert.deepEqual(containerDefinitions, [{ essential: true, name: 'prefect', image: 'prefecthq/prefect:3-latest' }]);
});

test('logs need a role to write them', () => {
  assert.throws(() => definitionOf({ configure_cloudwatch_logs: true }), /execution_role_arn/);
  const { containerDefinitions } = definitionOf({
    configure_cloudwatch_logs: true,
    cloudwatch_logs_prefix: 'mine',
    cloudwatch_logs_options: { 'awslogs-group': 'flows' },
    task_definition: { executionRoleArn: 'arn:role' },
  });
  assert.deepEqual(containerDefinitions?.[0]?.logConfiguration, {
    logDriver: 'awslogs',
    options: {
      'awslogs-create-group': 'true',
      'awslogs-group': 'flows',
      'awslogs-region': 'eu-central-1',
      'awslogs-stream-prefix': 'mine',
    },
  });
});

test('labels become tags that AWS takes', () => {
  assert.deepEqual(tagsFromLabels({ 'aws:name': 'a&b', team: 'x'.repeat(300), 'prefect.io/flow-run-id': 'id' }), [
    { key: 'name', value: 'a_b' },
    { key: 'team', value: 'x'.repeat(256) },
    { key: 'prefect.io/flow-run-id', value: 'id' },
  ]);
  const many = Object.fromEntries(Array.from({ length: 60 }, (_, number) => [`label-${number}`, '']));
  assert.equal(tagsFromLabels(many).length, 50);
});

test('wrong job variables are named', () => {
  assert.throws(() => ecsConfiguration({ task_watch_poll_interval: 'often' }), /task_watch_poll_interval/);
});
