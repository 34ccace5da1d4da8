// core: the work pool types `ecs` and `ecs:push`: runs as tasks of Amazon ECS.
import { ecsDefinitions } from './ecs-definitions.ts';
import type { JsonObject } from './placeholder.ts';
import type { WorkPoolType } from './work-pool-type.ts';

const job_configuration = {
  command: '{{ command }}',
  env: '{{ env }}',
  labels: '{{ labels }}',
  name: '{{ name }}',
  aws_credentials: '{{ aws_credentials }}',
  task_definition: {
    containerDefinitions: [{ image: '{{ image }}', name: '{{ container_name }}' }],
    cpu: '{{ cpu }}',
    family: '{{ family }}',
    memory: '{{ memory }}',
    executionRoleArn: '{{ execution_role_arn }}',
  },
  task_run_request: {
    launchType: '{{ launch_type }}',
    cluster: '{{ cluster }}',
    overrides: {
      containerOverrides: [
        {
          name: '{{ container_name }}',
          command: '{{ command }}',
          environment: '{{ env }}',
          cpu: '{{ cpu }}',
          memory: '{{ memory }}',
        },
      ],
      cpu: '{{ cpu }}',
      memory: '{{ memory }}',
      taskRoleArn: '{{ task_role_arn }}',
    },
    tags: '{{ labels }}',
    taskDefinition: '{{ task_definition_arn }}',
    capacityProviderStrategy: '{{ capacity_provider_strategy }}',
  },
  configure_cloudwatch_logs: '{{ configure_cloudwatch_logs }}',
  cloudwatch_logs_options: '{{ cloudwatch_logs_options }}',
  cloudwatch_logs_prefix: '{{ cloudwatch_logs_prefix }}',
  network_configuration: '{{ network_configuration }}',
  stream_output: '{{ stream_output }}',
  task_start_timeout_seconds: '{{ task_start_timeout_seconds }}',
  task_watch_poll_interval: '{{ task_watch_poll_interval }}',
  auto_deregister_task_definition: '{{ auto_deregister_task_definition }}',
  vpc_id: '{{ vpc_id }}',
  container_name: '{{ container_name }}',
  cluster: '{{ cluster }}',
  match_latest_revision_in_family: '{{ match_latest_revision_in_family }}',
};

const texts = { type: 'object', additionalProperties: { type: 'string' } };

const properties: Readonly<Record<string, JsonObject>> = {
  name: { title: 'Name', description: 'What people see of the run.', type: 'string' },
  env: { title: 'Environment Variables', description: 'Set in the environment of the container.', ...texts },
  labels: { title: 'Labels', description: 'Become tags of the task.', ...texts },
  command: { title: 'Command', description: 'Runs instead of the command that executes the flow run.', type: 'string' },
  task_definition_arn: {
    title: 'Task Definition ARN',
    description: 'A task definition that exists and is used as it is; none is registered then.',
    type: 'string',
  },
  aws_credentials: {
    title: 'AWS Credentials',
    description: 'As whom AWS is asked; by default as who the machine is.',
    allOf: [{ $ref: '#/definitions/AwsCredentials' }],
  },
  cluster: {
    title: 'Cluster',
    description: 'Name or ARN of the cluster; by default the one that is called default.',
    type: 'string',
  },
  family: {
    title: 'Family',
    description: 'Family of the task definition; by default one for each deployment.',
    type: 'string',
  },
  launch_type: {
    title: 'Launch Type',
    description: 'Where the task runs. A capacity provider strategy goes before it.',
    default: 'FARGATE',
    enum: ['FARGATE', 'EC2', 'EXTERNAL', 'FARGATE_SPOT'],
    type: 'string',
  },
  capacity_provider_strategy: {
    title: 'Capacity Provider Strategy',
    description: 'Capacity providers by weight; the launch type says nothing then.',
    type: 'array',
    items: { $ref: '#/definitions/CapacityProvider' },
  },
  image: { title: 'Image', description: 'The image with the flow and what runs it.', type: 'string' },
  cpu: { title: 'CPU', description: 'In units of which 1024 are one vCPU; by default 1024.', type: 'integer' },
  memory: { title: 'Memory', description: 'In MiB; by default 2048.', type: 'integer' },
  container_name: {
    title: 'Container Name',
    description: 'The container that runs the flow; by default the first.',
    type: 'string',
  },
  task_role_arn: { title: 'Task Role ARN', description: 'The role that the flow has.', type: 'string' },
  execution_role_arn: {
    title: 'Execution Role ARN',
    description: 'The role by which ECS pulls the image, writes logs and reads secrets.',
    type: 'string',
  },
  vpc_id: {
    title: 'VPC ID',
    description: 'The task gets an address in one of its subnets; by default of the default VPC.',
    type: 'string',
  },
  configure_cloudwatch_logs: {
    title: 'Configure Cloudwatch Logs',
    description: 'Sends the output to CloudWatch Logs. Needs an execution role.',
    type: 'boolean',
  },
  cloudwatch_logs_options: {
    title: 'Cloudwatch Logs Options',
    description: 'Options of the log driver awslogs, over those that are set.',
    ...texts,
  },
  cloudwatch_logs_prefix: {
    title: 'Cloudwatch Logs Prefix',
    description: 'What the names of log streams begin with; by default work pool and deployment.',
    type: 'string',
  },
  network_configuration: {
    title: 'Network Configuration',
    description: 'An awsvpcConfiguration with subnets, security groups and assignPublicIp.',
    type: 'object',
  },
  stream_output: {
    title: 'Stream Output',
    description: 'Whether the worker shows what CloudWatch Logs has of the task; by default if it has it.',
    type: 'boolean',
  },
  task_start_timeout_seconds: {
    title: 'Task Start Timeout Seconds',
    description: 'How long AWS may take until the task runs.',
    default: 300,
    type: 'integer',
  },
  task_watch_poll_interval: {
    title: 'Task Watch Poll Interval',
    description: 'Seconds between two questions after the tasks.',
    default: 5,
    type: 'number',
  },
  auto_deregister_task_definition: {
    title: 'Auto Deregister Task Definition',
    description: 'Whether the task definition goes when its last run ends.',
    default: false,
    type: 'boolean',
  },
  match_latest_revision_in_family: {
    title: 'Match Latest Revision In Family',
    description: 'Takes the latest revision of the family when it is what is asked for. That is always done.',
    default: false,
    type: 'boolean',
  },
};

export const ecsWorkPool: WorkPoolType = {
  type: 'ecs',
  display_name: 'AWS Elastic Container Service',
  description: 'Runs each flow run as a task on ECS, on Fargate or on instances of your own. A worker starts it.',
  is_beta: false,
  default_base_job_configuration: {
    job_configuration,
    variables: { type: 'object', properties, definitions: ecsDefinitions },
  },
};

export const ecsPushWorkPool: WorkPoolType = {
  ...ecsWorkPool,
  type: 'ecs:push',
  display_name: 'AWS Elastic Container Service, without a worker',
  description: 'Runs each flow run as a task on ECS, on Fargate or on instances of your own. The server starts it.',
  default_base_job_configuration: {
    job_configuration,
    variables: { type: 'object', required: ['aws_credentials'], properties, definitions: ecsDefinitions },
  },
};
