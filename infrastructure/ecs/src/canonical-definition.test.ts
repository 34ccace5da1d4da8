// ecs: tests of the comparison of task definitions.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionHash } from './canonical-definition.ts';

const asked = {
  family: 'flows',
  cpu: 256,
  memory: '512',
  networkMode: 'awsvpc',
  requiresCompatibilities: ['FARGATE'],
  containerDefinitions: [
    {
      name: 'prefect',
      image: 'shop:1',
      essential: true,
      portMappings: [{ containerPort: 80 }],
      environment: [
        { name: 'B', value: '2' },
        { name: 'A', value: '1' },
      ],
    },
  ],
  tags: [{ key: 'team', value: 'shop' }],
};

/** As AWS describes it afterwards. */
const described = {
  ...asked,
  cpu: '256',
  taskDefinitionArn: 'arn:aws:ecs:eu-central-1:1:task-definition/flows:7',
  revision: 7,
  status: 'ACTIVE',
  registeredAt: new Date(0),
  compatibilities: ['EC2', 'FARGATE'],
  requiresAttributes: [{ name: 'ecs.capability.task-eni' }],
  volumes: [],
  placementConstraints: [],
  taskRoleArn: '',
  enableFaultInjection: false,
  containerDefinitions: [
    {
      name: 'prefect',
      image: 'shop:1',
      cpu: 0,
      portMappings: [{ containerPort: 80, hostPort: 80, protocol: 'tcp' }],
      essential: true,
      environment: [
        { name: 'A', value: '1' },
        { name: 'B', value: '2' },
      ],
      mountPoints: [],
      volumesFrom: [],
      systemControls: [],
    },
  ],
};

test('what AWS adds to a definition and how it orders it makes no difference', () => {
  assert.equal(definitionHash(described), definitionHash(asked));
});

const [container] = asked.containerDefinitions;
const differences: Readonly<Record<string, object>> = {
  'another size': { ...asked, cpu: 512 },
  'another image': { ...asked, containerDefinitions: [{ ...container, image: 'shop:2' }] },
  'a container that may end': { ...asked, containerDefinitions: [{ ...container, essential: false }] },
  'another value in the environment': {
    ...asked,
    containerDefinitions: [{ ...container, environment: [{ name: 'A', value: '2' }] }],
  },
  'another order of the command': { ...asked, containerDefinitions: [{ ...container, command: ['a', 'b'] }] },
  'another role': { ...asked, taskRoleArn: 'arn:aws:iam::1:role/flow' },
  'another tag': { ...asked, tags: [{ key: 'team', value: 'other' }] },
};
for (const [what, definition] of Object.entries(differences))
  test(`${what} makes another definition`, () => {
    assert.notEqual(definitionHash(definition), definitionHash(described));
  });
