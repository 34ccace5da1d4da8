// deploy: the shape of a manifest, when its environment is chosen and its placeholders are filled.
import { AutomationCreate, WorkPoolCreate } from '@signalbox/contract';
import { z } from 'zod';
import { DeploymentShape } from './deployment-schema.ts';

const text = z.string().min(1);
const steps = z.array(z.record(z.string(), z.unknown())).nullable().optional();

export const WorkPoolShape = WorkPoolCreate.extend({
  type: text.describe('process, docker, kubernetes, ecs, …: what runs the runs'),
});

export const BlockShape = z.strictObject({
  name: text.regex(/^[^/%&><]+$/),
  type: text.describe("The slug of the block's type, for instance secret"),
  data: z.record(z.string(), z.unknown()).describe("The block's fields. Secrets: {{ $NAME }} of the environment"),
});
export type BlockShape = z.output<typeof BlockShape>;

export const VariableShape = z.strictObject({
  name: text.max(255).regex(/^[a-z0-9_-]+$/),
  value: z.json(),
  tags: z.array(z.string()).default([]),
});

/** The lists beside the deployments. */
export const besideDeployments = {
  workPools: z.array(WorkPoolShape).nullable().optional().describe('Work pools that belong to this manifest'),
  blocks: z.array(BlockShape).nullable().optional().describe('Blocks that belong to this manifest'),
  variables: z.array(VariableShape).nullable().optional().describe('Variables that belong to this manifest'),
  automations: z.array(AutomationCreate).nullable().optional().describe('Automations that belong to this manifest'),
};

export const commonSteps = {
  build: steps.describe('Steps before deployments are written, for those that have none of their own'),
  push: steps.describe('Steps after build, for deployments that have none of their own'),
  pull: steps.describe('Steps before each run, for deployments that have none of their own'),
};

export const manifestFields = {
  name: z.string().nullable().optional().describe('Who owns what is declared; by default the name of the folder'),
  'prefect-version': z.unknown().optional().describe('Kept for Prefect; not read'),
  definitions: z.unknown().optional().describe('A place for YAML anchors; not read'),
  'ib-block': text.nullable().optional().describe('TYPE/NAME of a block whose fields are the job variables'),
  ...commonSteps,
  ...besideDeployments,
};

export const ManifestShape = z.strictObject({ ...manifestFields, deployments: z.array(DeploymentShape).min(1) });
/** A manifest that declares something else needs no deployments. */
export const ManifestWithoutDeployments = ManifestShape.partial({ deployments: true });
export type ManifestShape = z.output<typeof ManifestWithoutDeployments>;

/** What to write in a field, where the type alone does not say it: by its list and its name, or by its name. */
export const MENDS: Readonly<Record<string, string>> = {
  name: 'Give it a name without / % & > <',
  'variables.name': 'Write it with small letters, digits, _ and -',
  'workPools.type': 'Write process, docker, kubernetes or another type of work pool',
  'workPools.concurrency_limit': 'Write a whole number, or null for no limit',
  'blocks.type': "Write the slug of the block's type, for instance secret",
  entrypoint: 'Write it as path/to/file.ts:flowName or path/to/file.py:function',
  version: 'Write it as a text in quotes, for instance "1.2"',
  tags: 'Write a list, for instance [nightly, etl]',
  concurrency_limit: 'Write a whole number above 0, or {limit: 3, collision_strategy: ENQUEUE}',
  limit: 'Write a whole number above 0',
  collision_strategy: 'Write ENQUEUE or CANCEL_NEW',
  work_pool: 'Write {name: ...} with the name of a work pool',
  schedules: 'Write a list of schedules, each with cron, interval or rrule',
  schedule: 'Write one of cron, interval (seconds) or rrule with its fields',
  interval: 'Write the seconds as a number, for instance 3600',
  deployments: 'Write a list with at least one deployment',
  build: 'Write a list of steps',
  push: 'Write a list of steps',
  pull: 'Write a list of steps',
  repository: 'Write the URL or the path of a git repository',
  directory: 'Write the path of a directory',
  triggers: 'Write a list of triggers, each with expect or with type: compound or sequence',
  posture: 'Write Reactive or Proactive',
  within: 'Write seconds, for instance 60, or a duration, for instance PT1M',
  require: 'Write all, any or how many of the triggers',
  matrix: 'Write {city: [Berlin, Rome]}, or a list of maps, one for each deployment',
  environments: 'Write {production: {...}, staging: {...}}',
  branches: "Write {main: production, '*': staging}",
  apiUrl: 'Write the URL of the API, for instance https://signalbox.example.com/api',
  value: 'Write a value: a text, a number, a list or a map',
  data: "Write the block's fields, for instance {value: '{{ $TOKEN }}'}",
};
